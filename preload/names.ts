/**
 * The names of contract/channels.ts and nothing else of it, so that the sandboxed preload carries no
 * schema. A test keeps both lists equal.
 */
export const REQUEST_NAMES = [
  'app.state',
  'app.quit',
  'language.set',
  'link.open',
  'link.confirm',
  'link.continue',
  'session.consent',
  'session.decline',
  'session.reconsider',
  'checks.run',
  'checks.report',
  'checks.streamBegin',
  'checks.streamChunk',
  'checks.streamEnd',
  'checks.continue',
  'setup.photo',
  'setup.done',
  'setup.again',
  'setup.leave',
  'exam.start',
  'exam.reload',
  'exam.break',
  'exam.leave',
  'exam.finish',
  'exam.checkAgain',
  'exam.goOn',
  'programs.close',
  'programs.icons',
  'page.answer',
  'page.place',
  'blocked.checkAgain',
  'contest.code',
  'contest.goOn',
  'finish.return',
  'finish.close',
  'log.write',
] as const;

export const EVENT_NAMES = [
  'journey.changed',
  'situation.changed',
  'notice.shown',
  'leave.asked',
] as const;
