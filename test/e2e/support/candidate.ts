import type { Locator, Page } from 'playwright';
import { TEXT_LANGUAGES, type TextLanguage } from '../../../contract/text/app.ts';
import type { RunningApp, Screens } from './app.ts';
import { words } from './words.ts';

/** Called at every stage with its name; `npm start` takes a picture there. */
export type AtStage = (stage: string, page: Page) => Promise<void>;

/** The machine checks of the app take a while on two busy cores. */
const CHECKS_TAKE = 120_000;

/** A candidate who reads the screen and presses what it says. */
export class Candidate<App extends Screens = RunningApp> {
  readonly app: App;
  readonly language: TextLanguage;
  private readonly atStage: AtStage;

  constructor(app: App, language: TextLanguage, atStage: AtStage = () => Promise.resolve()) {
    this.app = app;
    this.language = language;
    this.atStage = atStage;
  }

  private get page(): Page {
    return this.app.page;
  }

  text(key: string): string {
    return words(this.language, key);
  }

  /** Waits for the screen whose heading this is. */
  async sees(key: string, timeout = 30_000): Promise<void> {
    await this.page
      .getByRole('heading', { name: this.text(key) })
      .first()
      .waitFor({ timeout });
  }

  async presses(key: string, timeout = 30_000): Promise<void> {
    await this.page.getByRole('button', { name: this.text(key), exact: true }).click({ timeout });
  }

  /** Confirms the server's address; before a session the app speaks the computer's language. */
  async confirmsServer(): Promise<void> {
    const yes = TEXT_LANGUAGES.map((language) => words(language, 'link.confirming.yes'));
    const button = this.page.getByRole('button', { name: new RegExp(`^(${yes.join('|')})$`) });
    await button.waitFor();
    await this.atStage('link', this.page);
    await button.click();
  }

  async consents(): Promise<void> {
    await this.sees('session.title');
    await this.atStage('session', this.page);
    await this.presses('session.consent.agree');
  }

  /**
   * Answers the one question of the system check, and goes on when nothing is in the way.
   * @param next the button's words; a check in advance ends with another
   */
  async passesChecks(next: 'checks.continue' | 'checks.finish' = 'checks.continue'): Promise<void> {
    await this.sees('checks.title');
    const heard = this.page.getByRole('button', {
      name: this.text('checks.speakers.yes'),
      exact: true,
    });
    const onwards = this.page.getByRole('button', {
      name: this.text(next),
      exact: true,
    });
    await heard
      .or(onwards.and(this.page.locator(':enabled')))
      .first()
      .waitFor({ timeout: CHECKS_TAKE });
    if (await heard.isVisible()) {
      await this.atStage('checks-speakers', this.page);
      await heard.click();
    }
    await onwards.and(this.page.locator(':enabled')).waitFor({ timeout: CHECKS_TAKE });
    await this.atStage('checks', this.page);
    await onwards.click();
  }

  /** Takes, looks at and sends one identification photo. */
  async sendsPhoto(kind: 'face' | 'passport'): Promise<void> {
    await this.sees(`setup.photo.${kind}.title`);
    await this.presses('setup.photo.take');
    await this.atStage(`setup-${kind}`, this.page);
    await this.presses('setup.photo.send');
  }

  async readsRules(): Promise<void> {
    await this.sees('setup.rules.title');
    await this.atStage('setup-rules', this.page);
    await this.presses('setup.rules.done');
  }

  async acceptsAgreement(): Promise<void> {
    await this.sees('setup.agreement.title');
    await this.page.getByText(this.text('setup.agreement.accept')).click();
    await this.atStage('setup-agreement', this.page);
    await this.presses('setup.agreement.done');
  }

  async startsExam(): Promise<void> {
    await this.sees('setup.start.title');
    await this.atStage('setup-start', this.page);
    await this.presses('setup.start.start');
  }

  /** The exam page of the sample LMS, with its own start button pressed. */
  async beginsAttempt(): Promise<Page> {
    const exam = await this.app.foreignPage();
    await exam.getByRole('button', { name: /attempt quiz/i }).click();
    return exam;
  }

  async finishesExam(): Promise<void> {
    await this.presses('exam.finish');
    await this.#pressesInDialog('exam.finishDialog.action');
  }

  /** By the two presses that leaving takes. @returns the moment of the second, Unix milliseconds */
  async leavesExam(): Promise<number> {
    await this.presses('exam.leaveDialog.action');
    await this.#dialog().getByText(this.text('exam.leaveDialog.confirm')).click();
    const left = Date.now();
    await this.#pressesInDialog('exam.leaveDialog.action');
    return left;
  }

  #dialog(): Locator {
    return this.page.getByRole('alertdialog').or(this.page.getByRole('dialog'));
  }

  async #pressesInDialog(key: string): Promise<void> {
    await this.#dialog()
      .getByRole('button', { name: this.text(key), exact: true })
      .click();
  }

  async seesEnd(): Promise<void> {
    await this.sees('finish.title', 60_000);
    await this.page.getByText(this.text('finish.sent')).waitFor({ timeout: 60_000 });
    await this.atStage('finish', this.page);
  }
}
