import { rulesOf } from './rule.ts';

/** Calculators of the systems; on the preset list unless `allow_to_use_calculator`, which is the default. */
export const calculators = rulesOf('calculator', 'notice', [
  [
    'calculator',
    'Calculator',
    'CalculatorApp.exe | calc.exe | win32calc.exe',
    'Calculator | com.apple.calculator',
    'gnome-calculator | kcalc | galculator | mate-calc | qalculate-gtk',
  ],
]);

/** Exactly what `allow_to_use_excel` speaks of. */
export const spreadsheets = rulesOf('spreadsheet', 'notice', [
  ['excel', 'Microsoft Excel', 'EXCEL.EXE', 'Microsoft Excel | com.microsoft.Excel', ''],
]);

/**
 * Browsers that `allow_to_use_websites` allows. None is on the preset list: the candidate comes from a
 * browser, whose page renews the ticket; what a browser shows is judged by the windows in front.
 */
export const browsers = rulesOf('browser', 'notice', [
  ['brave', 'Brave', 'brave.exe', 'Brave Browser | com.brave.Browser', 'brave | brave-browser'],
  ['chrome', 'Chrome', 'chrome.exe', 'Google Chrome | com.google.Chrome', 'chrome | google-chrome'],
  ['chromium', 'Chromium', 'chromium.exe', 'Chromium | org.chromium.Chromium', 'chromium'],
  ['edge', 'Microsoft Edge', 'msedge.exe', 'Microsoft Edge | com.microsoft.edgemac', 'msedge'],
  [
    'firefox',
    'Firefox',
    'firefox.exe',
    'firefox | Firefox | org.mozilla.firefox',
    'firefox | firefox-esr | firefox-bin',
  ],
  ['opera', 'Opera', 'opera.exe', 'Opera | com.operasoftware.Opera', 'opera'],
  ['safari', 'Safari', '', 'Safari | com.apple.Safari', ''],
  ['vivaldi', 'Vivaldi', 'vivaldi.exe', 'Vivaldi | com.vivaldi.Vivaldi', 'vivaldi-bin'],
]);
