import { rulesOf } from '../rule.ts';

/**
 * What an institution or an employer looks after its machines and classrooms with. Not on the preset
 * list: the candidate can neither close it nor has asked for it. An exam may name it.
 * Source: Windows file names of the LOLRMM catalogue (facts, read in 2026).
 */
export const remoteManagement = rulesOf('remote_management', 'notice', {
  absolute: { name: 'Absolute', windows: 'rpcnet.exe | rpcld.exe | ctes.exe | cteshostsvc.exe' },
  action1: {
    name: 'Action1',
    signer: 'Action1 Corporation',
    windows: 'action1_agent.exe',
    path: 'C:\\Windows\\Action1\\',
  },
  atera: {
    name: 'Atera',
    signer: 'Atera Networks Ltd',
    windows: 'AteraAgent.exe',
    path: '%ProgramFiles%\\ATERA Networks\\',
  },
  auvik: { name: 'Auvik', windows: 'auvik.agent.exe | auvik.engine.exe' },
  beyondtrust: {
    name: 'BeyondTrust Remote Support',
    signer: 'Bomgar Corporation',
    windows: 'bomgar-scc.exe | bomgar-pac.exe | bomgar-rdp.exe',
  },
  comodo_itarian: {
    name: 'ITarian',
    windows: 'ITSMAgent.exe | ITSMService.exe | ItsmRsp.exe | ComodoRemoteControl.exe',
  },
  connectwise_automate: {
    name: 'ConnectWise Automate',
    windows: 'LTSVC.exe | LTSvcMon.exe | LTTray.exe',
  },
  datto: { name: 'Datto RMM', windows: 'AEMAgent.exe | CagService.exe' },
  domotz: {
    name: 'Domotz',
    signer: 'DOMOTZ INC.',
    windows: 'domotz.exe | Domotz Pro Desktop App.exe',
  },
  fleetdeck: {
    name: 'FleetDeck',
    signer: 'FleetDeck Inc',
    windows: 'fleetdeck_agent.exe | fleetdeck_agent_svc.exe | fleetdeck_commander_svc.exe',
  },
  goverlan: {
    name: 'Goverlan Reach',
    windows: 'GovAgentx64.exe | GovReachClient.exe | goverrmc.exe',
  },
  impero: {
    name: 'Impero',
    signer: 'IMPERO SOLUTIONS LIMITED',
    windows: 'ImperoClientSVC.exe | ImperoInit.exe',
  },
  ivanti: {
    name: 'Ivanti Remote Control',
    windows: 'IvantiRemoteControl.exe | issuser.exe',
    path: '%ProgramFiles%\\LANDesk\\',
  },
  kaseya: {
    name: 'Kaseya VSA',
    windows: 'AgentMon.exe',
    path: '%ProgramFiles%\\Kaseya\\ | C:\\ProgramData\\Kaseya\\',
  },
  level: { name: 'Level', windows: 'level-windows-amd64.exe', path: '%ProgramFiles%\\Level\\' },
  manageengine: {
    name: 'ManageEngine',
    windows: 'dcagentservice.exe | dcagentregister.exe | MEAgentHelper.exe',
    path: '%ProgramFiles%\\DesktopCentral_Agent\\',
  },
  n_able_take_control: {
    name: 'N-able Take Control',
    windows: 'BASupSrvc.exe | BASupSrvcCnfg.exe | BASupApp.exe | BASupTSHelper.exe',
  },
  netsupport: {
    name: 'NetSupport',
    signer: 'NetSupport Ltd',
    windows: 'client32.exe | PCICFGUI.exe | PCICTLUI.exe',
  },
  ninja: {
    name: 'NinjaOne',
    signer: 'NinjaRMM, LLC',
    windows: 'NinjaRMMAgent.exe | NinjaRMMAgenPatcher.exe | ninjarmm-cli.exe',
  },
  pulseway: {
    name: 'Pulseway',
    signer: 'MMSOFT Design Ltd.',
    windows: 'PCMonitorSrv.exe | pcmontask.exe | PCMonitorManager.exe',
  },
  rapid7: {
    name: 'Rapid7 Insight Agent',
    windows: 'ir_agent.exe | rapid7_agent_core.exe | rapid7_endpoint_broker.exe',
  },
  rport: { name: 'RPort', windows: 'rport.exe' },
  superops: {
    name: 'SuperOps',
    signer: 'Superops Inc.',
    windows: 'superops.exe | superopsticket.exe',
  },
  syncro: {
    name: 'Syncro',
    signer: 'Servably, Inc.',
    windows:
      'Syncro.Service.exe | Syncro.App.Runner.exe | Syncro.Overmind.Service.exe | SyncroLive.Agent.exe | SyncroLive.Service.exe',
  },
  tactical: { name: 'Tactical RMM', windows: 'tacticalrmm.exe' },
  tanium: { name: 'Tanium', windows: 'TaniumClient.exe | TaniumCX.exe | TaniumExecWrapper.exe' },
  veyon: {
    name: 'Veyon',
    windows: 'veyon-server.exe | veyon-service.exe | veyon-worker.exe',
    linux: 'veyon-server | veyon-service | veyon-worker',
  },
});
