import type { MediaDeviceLabel } from '../contract/channels.ts';
import type { Answers } from './ipc/answer.ts';
import type { JourneyKeeper } from './journey.ts';
import type { SituationKeeper } from './situation.ts';
import type { LinkStage } from './stages/1-link.ts';
import type { SessionStage } from './stages/2-session.ts';
import type { ChecksStage } from './stages/3-checks.ts';
import type { SetupStage } from './stages/4-setup.ts';
import type { ExamStage } from './stages/5-exam.ts';
import type { FinishStage } from './stages/6-finish.ts';
import type { ContestStage } from './stages/contest.ts';
import type { DeskWork } from './stages/desk.ts';
import type { CloseProgram } from './stages/closeProgram.ts';
import type { ProgramIcons } from './stages/programIcons.ts';
import type { Log } from './system/log.ts';
import type { ForeignPage } from './windows/foreignPage.ts';

interface Parts {
  readonly journey: JourneyKeeper;
  readonly situation: SituationKeeper;
  readonly page: ForeignPage;
  readonly link: LinkStage;
  readonly session: SessionStage;
  readonly checks: ChecksStage;
  readonly setup: SetupStage;
  readonly exam: ExamStage;
  readonly finish: FinishStage;
  readonly blocked: { checkAgain(): Promise<void> };
  readonly contest: ContestStage;
  readonly desk: DeskWork;
  readonly tellMedia: (labels: readonly MediaDeviceLabel[]) => void;
  readonly closeProgram: CloseProgram;
  readonly programIcons: ProgramIcons;
  readonly log: Log;
  readonly quit: () => void;
}

/** What each request of the screens does. */
export function answersOf(parts: Parts): Answers {
  const { journey, situation, page, link, session, checks, setup, exam, finish, blocked, log } =
    parts;
  return {
    'app.state': () => ({ journey: journey.now(), situation: situation.now() }),
    'app.quit': () => parts.quit(),
    'language.set': (language) => situation.chooseLanguage(language),
    'link.open': (text) => link.open(text),
    'link.confirm': (yes) => link.confirm(yes),
    'link.continue': () => link.continueSaved(),
    'session.consent': () => session.consent(),
    'session.decline': (explanation) => session.decline(explanation),
    'session.reconsider': () => session.reconsider(),
    'checks.run': (step) => checks.run(step),
    'checks.report': (reading) => checks.report(reading),
    'checks.streamBegin': () => checks.flow.begin(),
    'checks.streamChunk': ({ id, data }) => checks.flow.chunk(id, data),
    'checks.streamEnd': (id) => checks.flow.end(id),
    'checks.continue': () => checks.proceed(),
    'devices.media': (labels) => parts.tellMedia(labels),
    'setup.photo': (photo) => setup.photo(photo),
    'setup.done': (step) => setup.done(step),
    'setup.again': (step) => setup.again(step),
    'setup.leave': () => setup.leave(),
    'exam.start': () => exam.start(),
    'exam.reload': () => {
      // One page is on screen at a time; the stage that has none does nothing.
      setup.reloadAgreement();
      exam.reload();
    },
    'exam.break': (begin) => exam.takeBreak(begin),
    'exam.leave': () => exam.leave(),
    'exam.finish': () => exam.finish(),
    'exam.checkAgain': () => exam.checkAgain(),
    'exam.goOn': (reason) => exam.goOn(reason),
    'programs.close': ({ rule, force }) => parts.closeProgram(rule, force),
    'programs.icons': (rules) => parts.programIcons(rules),
    'page.answer': ({ id, yes }) => exam.answerPage(id, yes),
    'page.place': (place) => page.place(place),
    'blocked.checkAgain': () => blocked.checkAgain(),
    'contest.code': ({ step, code }) => parts.contest.withCode(step, code),
    'contest.goOn': (step) => parts.contest.goOn(step),
    'desk.write': (words) => parts.desk.write(words),
    'desk.shown': ({ id, what }) => parts.desk.shown(id, what),
    'finish.takeUp': () => exam.takeUp(),
    'finish.return': () => finish.goBack(),
    'finish.close': () => finish.close(),
    'log.write': ({ level, message }) => log[level](`page: ${message}`),
  };
}
