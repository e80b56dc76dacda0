import { rulesOf } from '../rule.ts';

/** Calculators of the systems; on the preset list unless `allow_to_use_calculator`, which is the default. */
export const calculators = rulesOf('calculator', 'notice', {
  calculator: {
    name: 'Calculator',
    windows: 'CalculatorApp.exe | calc.exe | win32calc.exe | Calculator.exe',
    macos: 'Calculator',
    linux: 'gnome-calculator | kcalc | galculator | mate-calc | qalculate-gtk',
    bundle: 'com.apple.calculator',
    flatpak: 'org.gnome.Calculator | org.kde.kcalc',
    debian: 'galculator | kcalc | mate-calc | qalculate-gtk',
  },
});

/** Exactly what `allow_to_use_excel` speaks of. */
export const spreadsheets = rulesOf('spreadsheet', 'notice', {
  excel: {
    name: 'Microsoft Excel',
    windows: 'EXCEL.EXE',
    macos: 'Microsoft Excel',
    bundle: 'com.microsoft.Excel',
  },
});

/**
 * Browsers that `allow_to_use_websites` allows. None is on the preset list: the candidate comes from a
 * browser, whose page renews the ticket; what a browser shows is judged by the windows in front.
 */
export const browsers = rulesOf('browser', 'notice', {
  arc: { name: 'Arc', windows: 'Arc.exe', bundle: 'company.thebrowser.Browser' },
  brave: {
    name: 'Brave',
    windows: 'brave.exe',
    macos: 'Brave Browser',
    linux: 'brave | brave-browser',
    bundle: 'com.brave.Browser',
    team: 'KL8N8XSYF4',
    flatpak: 'com.brave.Browser',
    snap: 'brave',
  },
  chrome: {
    name: 'Chrome',
    windows: 'chrome.exe',
    macos: 'Google Chrome',
    linux: 'chrome | google-chrome',
    bundle: 'com.google.Chrome',
    flatpak: 'com.google.Chrome',
    path: '/opt/google/chrome/',
  },
  chromium: {
    name: 'Chromium',
    windows: 'chromium.exe',
    macos: 'Chromium',
    linux: 'chromium | chromium-browser',
    bundle: 'org.chromium.Chromium',
    flatpak:
      'org.chromium.Chromium | com.github.Eloston.UngoogledChromium | io.github.ungoogled_software.ungoogled_chromium',
    snap: 'chromium',
    debian: 'chromium',
  },
  comet: { name: 'Comet', windows: 'comet.exe', bundle: 'ai.perplexity.comet' },
  duckduckgo: {
    name: 'DuckDuckGo',
    windows: 'DuckDuckGo.exe',
    macos: 'DuckDuckGo',
    bundle: 'com.duckduckgo.macos.browser',
  },
  edge: {
    name: 'Microsoft Edge',
    windows: 'msedge.exe',
    macos: 'Microsoft Edge',
    linux: 'msedge',
    bundle: 'com.microsoft.edgemac',
    flatpak: 'com.microsoft.Edge',
    path: '/opt/microsoft/msedge/',
  },
  epiphany: { name: 'GNOME Web', linux: 'epiphany', flatpak: 'org.gnome.Epiphany' },
  falkon: {
    name: 'Falkon',
    windows: 'falkon.exe',
    linux: 'falkon',
    flatpak: 'org.kde.falkon',
    debian: 'falkon',
  },
  firefox: {
    name: 'Firefox',
    windows: 'firefox.exe',
    macos: 'firefox | Firefox',
    linux: 'firefox | firefox-esr | firefox-bin',
    bundle: 'org.mozilla.firefox | org.mozilla.nightly',
    flatpak: 'org.mozilla.firefox',
    snap: 'firefox',
    debian: 'firefox-esr',
  },
  floorp: { name: 'Floorp', windows: 'floorp.exe', linux: 'floorp', flatpak: 'one.ablaze.floorp' },
  internet_explorer: { name: 'Internet Explorer', windows: 'iexplore.exe' },
  librewolf: {
    name: 'LibreWolf',
    windows: 'librewolf.exe',
    macos: 'librewolf',
    linux: 'librewolf',
    flatpak: 'io.gitlab.librewolf-community',
  },
  maxthon: { name: 'Maxthon', windows: 'Maxthon.exe', macos: 'Maxthon' },
  opera: {
    name: 'Opera',
    windows: 'opera.exe',
    macos: 'Opera',
    linux: 'opera',
    bundle: 'com.operasoftware.Opera | com.operasoftware.OperaGX',
    flatpak: 'com.opera.Opera',
    snap: 'opera',
  },
  orion: { name: 'Orion', bundle: 'com.kagi.kagimacOS' },
  palemoon: { name: 'Pale Moon', windows: 'palemoon.exe', macos: 'Pale Moon', linux: 'palemoon' },
  qutebrowser: {
    name: 'qutebrowser',
    windows: 'qutebrowser.exe',
    macos: 'qutebrowser',
    linux: 'qutebrowser',
    flatpak: 'org.qutebrowser.qutebrowser',
  },
  safari: { name: 'Safari', macos: 'Safari', bundle: 'com.apple.Safari' },
  seamonkey: {
    name: 'SeaMonkey',
    windows: 'seamonkey.exe',
    macos: 'SeaMonkey',
    linux: 'seamonkey',
  },
  tor_browser: {
    name: 'Tor Browser',
    macos: 'Tor Browser',
    bundle: 'org.torproject.torbrowser',
    team: 'MADPSAYN6T',
    flatpak: 'org.torproject.torbrowser-launcher | com.github.micahflee.torbrowser-launcher',
  },
  vivaldi: {
    name: 'Vivaldi',
    windows: 'vivaldi.exe',
    macos: 'Vivaldi',
    linux: 'vivaldi-bin',
    bundle: 'com.vivaldi.Vivaldi',
    flatpak: 'com.vivaldi.Vivaldi',
  },
  waterfox: {
    name: 'Waterfox',
    windows: 'waterfox.exe',
    macos: 'Waterfox',
    linux: 'waterfox',
    bundle: 'net.waterfox.waterfox',
    flatpak: 'net.waterfox.waterfox',
  },
  whale: { name: 'Whale', windows: 'whale.exe', macos: 'Whale', bundle: 'com.naver.Whale' },
  zen: {
    name: 'Zen Browser',
    windows: 'zen.exe',
    bundle: 'app.zen-browser.zen',
    flatpak: 'app.zen_browser.zen',
  },
});
