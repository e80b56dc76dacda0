import { rulesOf } from './rule.ts';

/** Programs for talking to several people, with picture or with a shared screen. Source as remoteAccess.ts. */
export const conferences = rulesOf('conference', 'notice', [
  ['facetime', 'FaceTime', '', 'FaceTime | com.apple.FaceTime', ''],
  [
    'gotomeeting',
    'GoToMeeting',
    'g2mcomm.exe | g2mlauncher.exe | g2mstart.exe | GotoMeetingWinStore.exe',
    'com.logmein.GoToMeeting',
    '',
  ],
  ['guilded', 'Guilded', 'Guilded.exe', 'com.electron.guilded', 'guilded'],
  ['join_me', 'join.me', 'join.me.exe | join.me.sentinel.exe', 'com.logmein.join.me', ''],
  ['skype', 'Skype', 'Skype.exe | SkypeApp.exe | SkypeHost.exe', 'Skype', 'skypeforlinux'],
  [
    'teams',
    'Microsoft Teams',
    'Teams.exe | ms-teams.exe',
    'MSTeams | Microsoft Teams | com.microsoft.teams2 | com.microsoft.teams',
    'teams | teams-for-linux',
  ],
  [
    'webex',
    'Webex',
    'CiscoCollabHost.exe | CiscoWebExStart.exe | webexmta.exe | ptoneclk.exe',
    'Webex | webexmta | Cisco-Systems.Spark',
    'CiscoCollabHost',
  ],
  ['zoom', 'Zoom', 'Zoom.exe', 'zoom.us | us.zoom.xos', 'zoom'],
]);

/** Programs for writing to each other. `allow_to_use_messengers` takes them off the list. */
export const messengers = rulesOf('messenger', 'notice', [
  [
    'discord',
    'Discord',
    'Discord.exe | DiscordPTB.exe | DiscordCanary.exe',
    'Discord | com.hnc.Discord',
    'Discord | discord | DiscordPTB | DiscordCanary',
  ],
  ['element', 'Element', 'Element.exe', 'im.riot.app', 'element-desktop'],
  ['messages', 'Messages', '', 'Messages | com.apple.MobileSMS', ''],
  ['phone_link', 'Phone Link', 'PhoneExperienceHost.exe', '', ''],
  ['signal', 'Signal', 'Signal.exe', 'org.whispersystems.signal-desktop', 'signal-desktop'],
  ['slack', 'Slack', 'slack.exe', 'Slack | com.tinyspeck.slackmacgap', 'slack'],
  [
    'telegram',
    'Telegram',
    'Telegram.exe',
    'Telegram | ru.keepcoder.Telegram',
    'Telegram | telegram-desktop',
  ],
  ['viber', 'Viber', 'Viber.exe', 'Viber | com.viber.osx', 'Viber | viber'],
  ['wechat', 'WeChat', 'WeChat.exe | Weixin.exe', 'WeChat | com.tencent.xinWeChat', 'wechat'],
  [
    'whatsapp',
    'WhatsApp',
    'WhatsApp.exe | WhatsApp.Root.exe',
    'WhatsApp | net.whatsapp.WhatsApp',
    'whatsapp-desktop',
  ],
]);
