import { rulesOf } from '../rule.ts';

/**
 * Programs that show this desktop elsewhere or another one here. Sources as remoteAccess.ts.
 * Apple's own `parsecd` is no Parsec, so Parsec goes by its bundle ids on macOS (seb-mac, issue 463).
 */
export const remoteDesktop = rulesOf('remote_access', 'serious', {
  apple_remote_desktop: {
    name: 'Apple Remote Desktop',
    macos: 'Remote Desktop',
    bundle: 'com.apple.RemoteDesktop',
  },
  chicken_vnc: {
    name: 'Chicken of the VNC',
    bundle: 'net.sourceforge.chicken | com.geekspiff.chickenofthevnc',
  },
  citrix_viewer: {
    name: 'Citrix Viewer',
    windows: 'wfica32.exe | CDViewer.exe',
    macos: 'Citrix Viewer',
    linux: 'wfica',
  },
  moonlight: {
    name: 'Moonlight',
    windows: 'Moonlight.exe',
    linux: 'moonlight',
    bundle: 'com.moonlight-stream.Moonlight',
    flatpak: 'com.moonlight_stream.Moonlight',
    snap: 'moonlight',
  },
  mouse_without_borders: {
    name: 'Mouse without Borders',
    windows:
      'MouseWithoutBorders.exe | MouseWithoutBordersHelper.exe | PowerToys.MouseWithoutBorders.exe',
  },
  mremoteng: { name: 'mRemoteNG', windows: 'mRemoteNG.exe', path: '%ProgramFiles%\\mRemoteNG\\' },
  nomachine: {
    name: 'NoMachine',
    windows: 'nxplayer.exe | nxclient.exe | nxserver.bin',
    linux: 'nxplayer.bin | nxserver.bin | nxnode.bin | nxclient.bin',
    bundle: 'com.nomachine.nxplayer',
    path: '/usr/NX/',
  },
  parsec: {
    name: 'Parsec',
    windows: 'parsecd.exe',
    linux: 'parsecd',
    bundle: 'com.parsec.Parsec | com.parsecgaming.parsec',
    path: '%ProgramFiles%\\Parsec\\',
  },
  rdp_wrapper: { name: 'RDP Wrapper', windows: 'RDPWInst.exe | RDPConf.exe | RDPCheck.exe' },
  realvnc: {
    name: 'RealVNC',
    signer: 'RealVNC',
    windows: 'vncserver.exe | vncserverui.exe',
    macos: 'vncserver',
    linux: 'vncserver-x11 | vncserver-x11-core',
    bundle: 'com.realvnc.vncviewer',
    path: '%ProgramFiles%\\RealVNC\\VNC Server\\',
  },
  remote_desktop: {
    name: 'Remote Desktop',
    windows: 'mstsc.exe | msrdc.exe',
    macos: 'Microsoft Remote Desktop',
    linux: 'remmina | xfreerdp | xfreerdp3 | krdc | rdesktop | gnome-connections',
    bundle: 'com.microsoft.rdc.macos',
    flatpak: 'org.remmina.Remmina | org.gnome.Connections | org.kde.krdc',
    snap: 'remmina',
    debian: 'remmina | freerdp2-x11 | krdc | rdesktop',
  },
  royal_ts: {
    name: 'Royal TS',
    windows: 'RoyalTS.exe | royalserver.exe',
    macos: 'Royal TSX',
    team: 'VXP8K9EDP6',
  },
  screens: {
    name: 'Screens',
    bundle: 'com.edovia.screens4.mac | com.edovia.screens5 | com.edovia.screens.connect',
  },
  screen_sharing: {
    name: 'Screen Sharing',
    macos: 'Screen Sharing | screensharingd | ScreensharingAgent',
    bundle: 'com.apple.ScreenSharing',
  },
  sunshine: {
    name: 'Sunshine',
    windows: 'sunshine.exe',
    macos: 'sunshine',
    linux: 'sunshine',
    flatpak: 'dev.lizardbyte.app.Sunshine',
  },
  tigervnc: {
    name: 'TigerVNC',
    linux: 'x0vncserver | x0tigervncserver | xtigervncviewer | Xtigervnc | Xvnc',
    bundle: 'com.tigervnc.tigervnc',
    flatpak: 'org.tigervnc.vncviewer',
    debian: 'tigervnc-viewer | tigervnc-scraping-server | tigervnc-standalone-server',
  },
  tightvnc: {
    name: 'TightVNC',
    signer: 'GlavSoft LLC',
    windows: 'tvnserver.exe | tvnviewer.exe',
    path: '%ProgramFiles%\\TightVNC\\',
    debian: 'xtightvncviewer',
  },
  ultravnc: {
    name: 'UltraVNC',
    signer: 'uvnc bvba',
    windows: 'winvnc.exe',
    path: '%ProgramFiles%\\uvnc bvba\\UltraVNC\\',
  },
  vmware_horizon: {
    name: 'Horizon Client',
    windows: 'vmware-view.exe',
    macos: 'VMware Horizon Client',
    linux: 'vmware-view',
    bundle: 'com.vmware.horizon',
  },
  vnc: {
    name: 'VNC',
    windows: 'vncviewer.exe',
    linux: 'vncviewer | x11vnc | wayvnc | krfb | vino-server',
    debian: 'x11vnc | wayvnc | krfb | ssvnc',
  },
  workspaces: { name: 'Amazon WorkSpaces', windows: 'workspaces.exe', macos: 'WorkSpaces' },
  x2go: {
    name: 'X2Go Client',
    windows: 'x2goclient.exe',
    linux: 'x2goclient',
    debian: 'x2goclient',
  },
  xpra: { name: 'Xpra', linux: 'xpra', path: '%ProgramFiles%\\Xpra\\' },
  xrdp: { name: 'xrdp', linux: 'xrdp | xrdp-sesman' },
});
