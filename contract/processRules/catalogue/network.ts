import { rulesOf } from '../rule.ts';

/** Files on other devices. Not on the preset list: most run whenever the machine does. Sources as conferences.ts. */
export const fileSync = rulesOf('file_sync', 'notice', {
  box: { name: 'Box Drive', windows: 'Box.exe', bundle: 'com.box.desktop', team: 'M683GB7CPW' },
  dropbox: {
    name: 'Dropbox',
    windows: 'Dropbox.exe',
    macos: 'Dropbox',
    linux: 'dropbox',
    flatpak: 'com.dropbox.Client',
  },
  egnyte: { name: 'Egnyte', windows: 'EgnyteDrive.exe', team: 'FELUD555VC' },
  google_drive: {
    name: 'Google Drive',
    windows: 'GoogleDriveFS.exe | googledrivesync.exe',
    macos: 'Google Drive',
  },
  icloud: { name: 'iCloud for Windows', windows: 'iCloudDrive.exe | iCloudServices.exe' },
  insync: { name: 'Insync', windows: 'Insync.exe', macos: 'Insync', linux: 'insync' },
  kde_connect: {
    name: 'KDE Connect',
    windows: 'kdeconnectd.exe | kdeconnect-indicator.exe',
    linux: 'kdeconnectd | kdeconnect-app',
  },
  localsend: {
    name: 'LocalSend',
    windows: 'localsend_app.exe',
    macos: 'LocalSend',
    linux: 'localsend_app',
    flatpak: 'org.localsend.localsend_app',
  },
  mega: {
    name: 'MEGA',
    windows: 'MEGAsync.exe',
    macos: 'MEGAsync',
    linux: 'megasync',
    flatpak: 'nz.mega.MEGAsync',
  },
  nextcloud: {
    name: 'Nextcloud',
    windows: 'nextcloud.exe',
    macos: 'Nextcloud',
    linux: 'nextcloud',
    flatpak: 'com.nextcloud.desktopclient.nextcloud',
    debian: 'nextcloud-desktop',
  },
  onedrive: { name: 'OneDrive', windows: 'OneDrive.exe', macos: 'OneDrive', linux: 'onedrive' },
  owncloud: { name: 'ownCloud', windows: 'owncloud.exe', macos: 'ownCloud', linux: 'owncloud' },
  pcloud: { name: 'pCloud', windows: 'pCloud.exe', macos: 'pCloud Drive', linux: 'pcloud' },
  resilio_sync: {
    name: 'Resilio Sync',
    windows: 'Resilio Sync.exe',
    macos: 'Resilio Sync',
    linux: 'rslsync',
    team: '2953Z5SZSK',
  },
  seafile: {
    name: 'Seafile',
    windows: 'seafile-applet.exe',
    macos: 'seafile-applet',
    linux: 'seafile-applet',
    flatpak: 'com.seafile.Client',
  },
  syncthing: {
    name: 'Syncthing',
    windows: 'syncthing.exe',
    macos: 'syncthing',
    linux: 'syncthing',
    flatpak: 'me.kozec.syncthingtk',
    snap: 'syncthing',
    debian: 'syncthing',
  },
  valent: { name: 'Valent', linux: 'valent', flatpak: 'ca.andyholmes.Valent' },
  warpinator: { name: 'Warpinator', linux: 'warpinator', flatpak: 'org.x.Warpinator' },
});

/** Private networks and ways in from outside. Not on the preset list: some institutions demand one. Sources as conferences.ts. */
export const tunnels = rulesOf('tunnel', 'notice', {
  cloudflared: {
    name: 'Cloudflare Tunnel',
    windows: 'cloudflared.exe',
    macos: 'cloudflared',
    linux: 'cloudflared',
  },
  expressvpn: {
    name: 'ExpressVPN',
    windows: 'ExpressVPN.exe',
    macos: 'ExpressVPN',
    linux: 'expressvpnd',
  },
  frp: { name: 'frp', windows: 'frpc.exe | frps.exe', macos: 'frpc | frps', linux: 'frpc | frps' },
  hamachi: { name: 'Hamachi', windows: 'hamachi-2.exe | hamachi-2-ui.exe', linux: 'hamachid' },
  ngrok: { name: 'ngrok', windows: 'ngrok.exe', macos: 'ngrok', linux: 'ngrok', snap: 'ngrok' },
  nordvpn: { name: 'NordVPN', windows: 'NordVPN.exe', macos: 'NordVPN', linux: 'nordvpnd' },
  openvpn: {
    name: 'OpenVPN',
    windows: 'openvpn.exe | openvpn-gui.exe | OpenVPNConnect.exe',
    macos: 'OpenVPN Connect',
    linux: 'openvpn',
    team: 'ACV7L3WCD8',
  },
  protonvpn: {
    name: 'Proton VPN',
    windows: 'ProtonVPN.exe | ProtonVPN.Client.exe | ProtonVPNService.exe',
    macos: 'ProtonVPN',
    flatpak: 'com.protonvpn.www',
  },
  tailscale: {
    name: 'Tailscale',
    windows: 'tailscaled.exe | tailscale-ipn.exe',
    macos: 'Tailscale | tailscaled',
    linux: 'tailscaled',
  },
  tunnelblick: { name: 'Tunnelblick', macos: 'Tunnelblick', team: 'Z2SG5H3HC8' },
  wireguard: { name: 'WireGuard', windows: 'wireguard.exe', macos: 'WireGuard' },
  zerotier: {
    name: 'ZeroTier',
    windows: 'zerotier-one_x64.exe | zerotier-one.exe | zerotier_desktop_ui.exe',
    macos: 'ZeroTier',
    linux: 'zerotier-one',
  },
});

/** What looks into other programs or the network. Not on the preset list. Sources as conferences.ts. */
export const inspection = rulesOf('inspection', 'notice', {
  burp: { name: 'Burp Suite', windows: 'BurpSuiteCommunity.exe | BurpSuitePro.exe' },
  charles: {
    name: 'Charles',
    windows: 'Charles.exe',
    macos: 'Charles',
    bundle: 'com.xk72.Charles',
  },
  cheat_engine: {
    name: 'Cheat Engine',
    windows: 'cheatengine-x86_64.exe | cheatengine-i386.exe | cheatengine.exe',
  },
  fiddler: {
    name: 'Fiddler',
    windows: 'Fiddler.exe | Fiddler Everywhere.exe',
    macos: 'Fiddler Everywhere',
  },
  ida: { name: 'IDA', windows: 'ida.exe | ida64.exe' },
  mitmproxy: { name: 'mitmproxy', linux: 'mitmproxy | mitmweb', macos: 'mitmproxy | mitmweb' },
  ollydbg: { name: 'OllyDbg', windows: 'ollydbg.exe' },
  process_explorer: { name: 'Process Explorer', windows: 'procexp.exe | procexp64.exe' },
  process_hacker: { name: 'System Informer', windows: 'ProcessHacker.exe | SystemInformer.exe' },
  wireshark: {
    name: 'Wireshark',
    windows: 'Wireshark.exe',
    macos: 'Wireshark',
    linux: 'wireshark',
    flatpak: 'org.wireshark.Wireshark',
  },
  x64dbg: { name: 'x64dbg', windows: 'x64dbg.exe | x32dbg.exe' },
});

/** What plays music and films. Not on the preset list. Sources as conferences.ts. */
export const mediaPlayers = rulesOf('media_player', 'notice', {
  foobar2000: { name: 'foobar2000', windows: 'foobar2000.exe', macos: 'foobar2000' },
  iina: { name: 'IINA', macos: 'IINA', bundle: 'com.colliderli.iina' },
  itunes: { name: 'iTunes', windows: 'iTunes.exe' },
  kodi: {
    name: 'Kodi',
    windows: 'kodi.exe',
    macos: 'Kodi',
    linux: 'kodi.bin',
    flatpak: 'tv.kodi.Kodi',
  },
  mpv: {
    name: 'mpv',
    windows: 'mpv.exe',
    macos: 'mpv',
    linux: 'mpv',
    bundle: 'io.mpv',
    flatpak: 'io.mpv.Mpv',
    debian: 'mpv',
  },
  music: { name: 'Music', macos: 'Music', bundle: 'com.apple.Music' },
  spotify: {
    name: 'Spotify',
    windows: 'Spotify.exe',
    macos: 'Spotify',
    linux: 'spotify',
    bundle: 'com.spotify.client',
    team: '2FNC3A47ZF',
    flatpak: 'com.spotify.Client',
    snap: 'spotify',
  },
  vlc: {
    name: 'VLC',
    windows: 'vlc.exe',
    macos: 'VLC',
    linux: 'vlc',
    bundle: 'org.videolan.vlc',
    team: '75GAHG3SZQ',
    flatpak: 'org.videolan.VLC',
    snap: 'vlc',
    debian: 'vlc-bin',
  },
  windows_media_player: {
    name: 'Windows Media Player',
    windows: 'wmplayer.exe | Microsoft.Media.Player.exe',
  },
});
