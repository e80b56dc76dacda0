import { rulesOf } from '../rule.ts';

/**
 * Programs by which somebody else sees or steers the machine.
 * Sources: default lists of Safe Exam Browser for Windows and macOS and of Next-Exam; Windows file names and
 * folders of the LOLRMM catalogue; signers of Elastic's detection rule for remote management tools; team ids of
 * Installomator's labels (facts, read in 2026).
 */
export const remoteAccess = rulesOf('remote_access', 'serious', {
  aeroadmin: { name: 'AeroAdmin', signer: 'AeroAdmin LLC', windows: 'AeroAdmin.exe' },
  airdroid: {
    name: 'AirDroid',
    windows: 'AirDroid.exe',
    macos: 'AirDroid',
  },
  ammyy: {
    name: 'Ammyy Admin',
    signer: 'Ammyy LLC',
    windows: 'AA_v3.exe | AMMYY_Admin.exe',
    path: 'C:\\ProgramData\\AMMYY\\',
  },
  anydesk: {
    name: 'AnyDesk',
    signer: 'philandro Software GmbH | AnyDesk Software GmbH',
    windows: 'AnyDesk.exe',
    macos: 'AnyDesk',
    linux: 'anydesk',
    bundle: 'com.philandro.anydesk',
    flatpak: 'com.anydesk.Anydesk',
    path: '%ProgramFiles%\\AnyDesk\\',
  },
  beamyourscreen: {
    name: 'BeamYourScreen',
    windows: 'beamyourscreen-host.exe | beamyourscreen.exe',
  },
  chrome_remote_desktop: {
    name: 'Chrome Remote Desktop',
    windows: 'remoting_host.exe | remote_assistance_host.exe',
    original: 'remoting_native_messaging_host.exe',
    macos: 'remoting_me2me_host',
    linux: 'chrome-remote-desktop-host | chrome-remote-desktop',
    bundle: 'com.google.ChromeRemoteDesktop',
    path: '%ProgramFiles%\\Google\\Chrome Remote Desktop\\ | /opt/google/chrome-remote-desktop/',
  },
  connectwise: {
    name: 'ConnectWise ScreenConnect',
    windows:
      'ScreenConnect.ClientService.exe | ScreenConnect.WindowsClient.exe | ScreenConnect.Client.exe | ScreenConnect.Service.exe | ConnectWiseControl.Client.exe',
    bundle: 'com.elsitech.screenconnect.client',
  },
  cyber_protect_connect: {
    name: 'Acronis Cyber Protect Connect',
    windows: 'AcronisCyberProtectConnectAgent.exe',
  },
  dameware: {
    name: 'DameWare Mini Remote Control',
    windows: 'DWRCS.exe | DWRCST.exe | DameWare Remote Support.exe',
    path: 'C:\\Windows\\dwrcs\\',
  },
  deskin: { name: 'DeskIn', bundle: 'com.zuler.deskin' },
  deskroll: { name: 'DeskRoll', windows: 'Deskroll.exe | DeskRollUA.exe' },
  distant_desktop: { name: 'Distant Desktop', windows: 'distant-desktop.exe' },
  dwagent: {
    name: 'DWAgent',
    signer: 'DWSNET OÜ',
    windows: 'dwagent.exe | dwagsvc.exe | dwaglnc.exe',
    linux: 'dwagent | dwagsvc',
    bundle: 'com.dwservice.dwagent',
    path: '/usr/share/dwagent/',
  },
  fastviewer: { name: 'FastViewer', windows: 'FastViewer.exe | fastclient.exe | fastmaster.exe' },
  fixme_it: {
    name: 'FixMe.IT',
    signer: 'Techinline Limited',
    windows:
      'FixMeit Client.exe | fixmeitclient.exe | TiExpertStandalone.exe | TiExpertCore.exe | TiClientCore.exe',
  },
  getscreen: { name: 'Getscreen.me', windows: 'getscreen.exe' },
  gotoassist: { name: 'GoToAssist', windows: 'gotoassist.exe' },
  gotohttp: {
    name: 'GotoHTTP',
    signer: 'Hefei Pingbo Network Technology Co. Ltd',
    windows: 'gotohttp.exe | GotoHTTP_x64.exe',
  },
  gotomypc: { name: 'GoToMyPC', windows: 'g2comm.exe', path: '%ProgramFiles%\\GoToMyPC\\' },
  hoptodesk: {
    name: 'HopToDesk',
    windows: 'HopToDesk.exe',
    macos: 'HopToDesk',
    linux: 'hoptodesk',
  },
  instant_housecall: {
    name: 'Instant Housecall',
    signer: 'Instant Housecall',
    windows: 'InstantHousecall.exe | ihcserver.exe',
  },
  intelliadmin: { name: 'IntelliAdmin', windows: 'intelliadmin.exe | iadmin.exe' },
  iperius_remote: { name: 'Iperius Remote', windows: 'iperiusremote.exe' },
  isl_light: {
    name: 'ISL Light',
    signer: 'ISL Online Ltd.',
    windows:
      'ISLLight.exe | ISLLightClient.exe | isllightservice.exe | ISLAlwaysOn.exe | islalwaysonmonitor.exe',
    macos: 'ISL Light',
    linux: 'ISLLight',
  },
  jump_desktop: {
    name: 'Jump Desktop',
    windows: 'JumpConnect.exe | jumpclient.exe | jumpdesktop.exe | jumpservice.exe',
    bundle: 'com.p5sys.jump.mac.viewer | com.p5sys.jump.connect',
  },
  laplink: { name: 'Laplink', windows: 'laplink.exe | laplinkeverywhere.exe | llrcservice.exe' },
  litemanager: {
    name: 'LiteManager',
    signer: 'Yakhnovets Denis Aleksandrovich IP',
    windows: 'ROMServer.exe | ROMFUSClient.exe | ROMViewer.exe',
  },
  logmein: {
    name: 'LogMeIn',
    windows: 'LogMeIn.exe | LogMeInSystray.exe | LMIGuardianSvc.exe',
    macos: 'LogMeIn',
  },
  logmein_rescue: { name: 'LogMeIn Rescue', windows: 'lmi_rescue.exe | support-logmeinrescue.exe' },
  meshagent: {
    name: 'MeshCentral agent',
    windows: 'MeshAgent.exe | meshagent64.exe',
    macos: 'meshagent',
    linux: 'meshagent',
  },
  mikogo: {
    name: 'Mikogo',
    windows:
      'Mikogo-host.exe | mikogo.exe | mikogo-service.exe | mikogo-starter.exe | mikogolauncher.exe',
    macos: 'Mikogo',
  },
  netop: {
    name: 'Netop Remote Control',
    windows: 'nhostsvc.exe | nhstw32.exe | ngstw32.exe | nldrw32.exe',
  },
  netviewer: { name: 'Netviewer', windows: 'netviewer.exe' },
  parallels_access: {
    name: 'Parallels Access',
    windows: 'prl_deskctl_agent.exe | prl_deskctl_wizard.exe | prl_pm_service.exe',
  },
  pcanywhere: { name: 'pcAnywhere', windows: 'awhost32.exe | awrem32.exe' },
  pcvisit: {
    name: 'pcvisit',
    windows:
      'pcvisit.exe | pcvisit_client.exe | pcvisit_service_client.exe | pcvisit-easysupport.exe',
    macos: 'pcvisit',
  },
  quick_assist: { name: 'Quick Assist', windows: 'quickassist.exe' },
  radmin: {
    name: 'Radmin',
    windows: 'Radmin.exe | rserver3.exe',
    path: 'C:\\Windows\\SysWOW64\\rserver30\\',
  },
  remote_it: { name: 'Remote.It', windows: 'remoteit.exe | remote.it.exe' },
  remotepc: {
    name: 'RemotePC',
    windows:
      'RemotePC.exe | RemotePCService.exe | RemotePCHost.exe | RemotePCDesktop.exe | RPCService.exe | RPCSuite.exe',
    bundle: 'com.remotepc.RemotePCDesktop',
    path: '%ProgramFiles%\\RemotePC\\',
  },
  remote_utilities: {
    name: 'Remote Utilities',
    signer: 'Remote Utilities LLC',
    windows: 'rutserv.exe | rfusclient.exe | rutview.exe',
    macos: 'Remote Utilities',
  },
  rudesktop: { name: 'RuDesktop', windows: 'rudesktop.exe' },
  rustdesk: {
    name: 'RustDesk',
    signer: 'Zhou Huabing',
    windows: 'rustdesk.exe',
    macos: 'RustDesk',
    linux: 'rustdesk',
    bundle: 'com.carriez.rustdesk',
    flatpak: 'com.rustdesk.RustDesk',
  },
  screenmeet: { name: 'ScreenMeet', windows: 'ScreenMeetSupport.exe | ScreenMeet.Support.exe' },
  seetrol: {
    name: 'Seetrol',
    windows:
      'seetrolcenter.exe | seetrolclient.exe | seetrolremote.exe | seetrolmyservice.exe | seetrolsetting.exe',
  },
  showmypc: { name: 'ShowMyPC', signer: 'ShowMyPC INC', windows: 'showmypc.exe' },
  simplehelp: {
    name: 'SimpleHelp',
    windows: 'simplehelpcustomer.exe | simpleservice.exe | simplegatewayservice.exe',
  },
  splashtop: {
    name: 'Splashtop',
    signer: 'Splashtop Inc.',
    windows:
      'SRServer.exe | SRManager.exe | SRService.exe | SRAgent.exe | SRFeature.exe | strwinclt.exe | SplashtopStreamer.exe | SplashtopSOS.exe',
    macos: 'Splashtop Streamer',
    linux: 'splashtop-streamer | SRFeature',
    bundle: 'com.splashtop.Splashtop-Streamer',
    path: '%ProgramFiles%\\Splashtop\\',
  },
  sunlogin: {
    name: 'Sunlogin and AweSun',
    signer: 'AWERAY PTE. LTD.',
    windows: 'AweSun.exe | OrayRemoteService.exe | OrayRemoteShell.exe',
  },
  supremo: {
    name: 'Supremo',
    signer: 'Nanosystems S.r.l.',
    windows: 'Supremo.exe | SupremoHelper.exe | SupremoService.exe | SupremoSystem.exe',
    macos: 'Supremo',
  },
  teamviewer: {
    name: 'TeamViewer',
    signer: 'TeamViewer Germany GmbH',
    windows:
      'TeamViewer.exe | TeamViewer_Desktop.exe | TeamViewer_Service.exe | TeamViewerQS.exe | tv_w32.exe | tv_x64.exe',
    macos: 'TeamViewer | TeamViewerQS | TeamViewerHost',
    linux: 'TeamViewer | teamviewerd | TeamViewer_Desktop',
    bundle: 'com.teamviewer.TeamViewer | com.teamviewer.teamviewerhost',
    team: 'H7UGFBUGV6',
    path: '%ProgramFiles%\\TeamViewer\\ | /opt/teamviewer/',
  },
  todesk: {
    name: 'ToDesk',
    windows: 'ToDesk.exe | ToDesk_Service.exe',
    macos: 'ToDesk',
    linux: 'ToDesk',
    bundle: 'com.youqu.todesk',
    path: '/opt/todesk/',
  },
  ultraviewer: {
    name: 'UltraViewer',
    signer: 'DUC FABULOUS CO.,LTD',
    windows: 'UltraViewer_Desktop.exe | UltraViewer_Service.exe | UltraViewer.exe',
    path: '%ProgramFiles%\\UltraViewer\\',
  },
  zoho_assist: {
    name: 'Zoho Assist',
    windows: 'ZA_Access.exe | Zaservice.exe | ZohoURSService.exe | Zohours.exe | ZMAgent.exe',
  },
});
