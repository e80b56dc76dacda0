import type { Page } from 'playwright';
import type { ScreenName } from './screens.ts';

/** A screen and what is pressed on it before it is looked at. */
export interface State {
  readonly screen: ScreenName;
  /** Distinguishes what was pressed; the name of its picture. */
  readonly name?: string;
  readonly press?: (page: Page) => Promise<void>;
}

const pressed =
  (...names: (string | RegExp)[]) =>
  async (page: Page): Promise<void> => {
    for (const name of names) await page.getByRole('button', { name }).first().click();
  };

const photo = (tries: number) => async (page: Page) => {
  for (let count = 0; count < tries; count++) {
    if (count > 0) await page.getByRole('button', { name: 'Take it again' }).click();
    await page.getByRole('button', { name: 'Take photo' }).click();
  }
};

/** English names, as the states are reached in English and the language is changed by the address. */
export const PRESSED_STATES: readonly State[] = [
  { screen: 'link-waiting', name: 'paste-empty', press: pressed('Open this link') },
  { screen: 'session-asking', name: 'other-way', press: pressed('I need another way') },
  {
    screen: 'session-asking',
    name: 'other-way-empty',
    press: pressed('I need another way', 'Send to my institution'),
  },
  { screen: 'session-asking', name: 'leave', press: pressed('Leave') },
  { screen: 'session-asking', name: 'language', press: pressed('Language') },
  { screen: 'session-refused', name: 'told', press: pressed('I agree, continue') },
  { screen: 'setup-face', name: 'taken', press: photo(1) },
  { screen: 'setup-passport', name: 'taken', press: photo(1) },
  { screen: 'setup-agreement', name: 'leave', press: pressed('Leave') },
  { screen: 'setup-starting', name: 'pressed', press: pressed('Start exam') },
  { screen: 'exam-running', name: 'rules', press: pressed('Rules') },
  { screen: 'exam-written', name: 'chat', press: pressed(/Ask the proctor/) },
  { screen: 'exam-running', name: 'help', press: pressed('Help', /server does not answer/) },
  {
    screen: 'exam-running',
    name: 'calculator',
    press: async (page) => {
      await pressed('Calculator')(page);
      await page.getByRole('textbox', { name: 'Calculation' }).fill('sin(30)+√(2)^2');
      await page.keyboard.press('Enter');
    },
  },
  {
    screen: 'exam-simple',
    name: 'calculator',
    press: async (page) => {
      await pressed('Calculator', '7', 'times', '6', 'divided by', 'Calculate')(page);
    },
  },
  { screen: 'exam-running', name: 'finish', press: pressed('Finish exam') },
  { screen: 'exam-running', name: 'leave', press: pressed('Leave the exam') },
  { screen: 'exam-running', name: 'break', press: pressed('Break') },
  { screen: 'exam-running', name: 'time-hidden', press: pressed(/Hide the time/) },
  { screen: 'exam-covered', name: 'checked', press: pressed('Check again') },
  { screen: 'blocked-continue', name: 'asked', press: pressed(/flagged for review/) },
  { screen: 'blocked-waiting', name: 'code', press: pressed('I have a support code') },
  { screen: 'blocked-virtual-machine', name: 'empty', press: pressed('Use this code') },
  {
    screen: 'blocked-code-refused',
    name: 'refused',
    press: async (page) => {
      await page.getByRole('textbox', { name: 'Support code' }).fill('ab1d 2345 6789 abcd');
      await pressed('Use this code')(page);
    },
  },
  { screen: 'checks-troubled', name: 'contest', press: pressed('If this is wrong') },
  { screen: 'blocked-exam', name: 'leave', press: pressed('Leave the exam') },
];
