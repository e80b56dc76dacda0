import { app, clipboard, powerMonitor, session, shell } from 'electron';
import path from 'node:path';
import { START, type Journey } from '../contract/journey.ts';
import { answersOf } from './answers.ts';
import { watchReach } from './evidence/reach.ts';
import { answerRequests } from './ipc/answer.ts';
import { isOurPage } from './ipc/isOurPage.ts';
import { tellPage } from './ipc/tell.ts';
import { keepJourney } from './journey.ts';
import { keepMoves } from './keeping.ts';
import { restoreFromJournal } from './lockdown/index.ts';
import { quitInOrder } from './quitting.ts';
import { stateTaker } from './serverState.ts';
import { createSessions } from './sessions.ts';
import { keepSituation } from './situation.ts';
import { activeStage } from './stages/activeStage.ts';
import { breakAccount } from './stages/examBreak.ts';
import { wireStages } from './wireStages.ts';
import { openStores, type Stores } from './stores.ts';
import type { AppIdentity } from './system/appIdentity.ts';
import { serverClock } from './system/clock.ts';
import { runCommand } from './system/command.ts';
import type { LinkDoor } from './system/deepLinks.ts';
import { serverClient, type Fetch } from './system/serverClient.ts';
import { openLineWith } from './system/serverEvents.ts';
import { serveAppScheme } from './windows/appScheme.ts';
import { foreignPage } from './windows/foreignPage.ts';
import { guardSession, type PageRulebook } from './windows/pageRules.ts';
import { openShellWindow } from './windows/shellWindow.ts';

const RENDERER = path.join(import.meta.dirname, '../renderer');
const PRELOAD = path.join(import.meta.dirname, '../preload/preload.cjs');

export interface RunningApp {
  /** Brings the window to the front: somebody started the app once more. */
  readonly raise: () => void;
}

/** Puts the app together, once, and shows its window. */
export async function startApp(
  door: LinkDoor,
  book: PageRulebook,
  identity: AppIdentity,
): Promise<RunningApp> {
  const stores = await openStores(identity);
  const { log, before } = stores;
  const notGivenBack = await restoreFromJournal(stores.journalPath, {
    electron: { clipboard },
    settings: { run: runCommand, registry: stores.native?.registry },
    warn: (message, cause) => log.error(message, cause),
  });
  if (notGivenBack.length > 0) log.warn(`given back after a crash: ${notGivenBack.join(', ')}`);

  // In memory, without cache, with the system's proxy and trust store; its own, so that no page's
  // cookies ever meet the server's calls.
  const serverSession = session.fromPartition('server', { cache: false });
  guardSession(serverSession, book);
  guardSession(session.defaultSession, book);
  const fetch: Fetch = (url, init) => serverSession.fetch(url, init);
  const client = serverClient(fetch);
  const clock = serverClock(before?.clockOffset);
  powerMonitor.on('suspend', () => clock.slept());
  powerMonitor.on('resume', () => clock.woke());

  const breaks = breakAccount();
  const journey = keepJourney({
    start: journeyAfter(stores),
    commit: keepMoves({
      saved: stores.saved,
      clock,
      breaks,
      session: () => sessions.current(),
    }),
    log,
  });
  const ours = () => (window.isDestroyed() ? undefined : window.webContents);
  const tell = tellPage(ours);
  const situation = keepSituation({ tell, clock, identity, locale: app.getLocale() });
  const reach = watchReach({
    now: () => clock.ticks(),
    onChange: (reached) => situation.setOnline(reached),
    report: (incident) => void sessions.current()?.reportIncident(incident),
  });
  const states = stateTaker({ journey, clock, sessions: () => sessions });
  const sessions = createSessions({
    folder: stores.outboxFolder,
    sealer: stores.vault,
    client,
    openLine: openLineWith(fetch),
    clock,
    log,
    journey: () => journey.now(),
    continuable: async () => (await stores.saved.read())?.grant.id,
    listener: {
      onReached: (reached) => reach.tell(reached),
      onState: (answer) => states.answered(answer),
      onTold: (state) => states.told(state),
      onTurnedAway(reason) {
        // At the end there is nothing left to keep anybody from.
        if (activeStage(journey.now()).stage === 'finish') return;
        void journey.apply({ type: 'blocked', reason, evidence: [] });
      },
      onStartRefused(reason, status) {
        sessions.current()?.learnStatus(status);
        // Only from a running exam is there anything to hold back; "check again" reports the start anew.
        if (activeStage(journey.now()).stage !== 'exam') return;
        void journey.apply({ type: 'blocked', reason, evidence: [] });
      },
      onUnsent(unsent) {
        situation.setUnsent(unsent);
        void journey.apply({ type: 'sending.changed', unsent });
      },
    },
  });
  if (before?.journey.stage === 'finish') {
    // Staff may open it again, and what was taken of the break stays taken.
    breaks.restore(before.breakTaken, false, clock.now());
    await sessions.begin(before.server, before.grant).catch((error: unknown) => {
      // Nothing is owed where nothing is kept; the candidate still sees that the exam is over.
      log.error('the session at its end cannot be opened', error);
    });
  }

  // In memory only: nothing that our page might store outlives the app.
  const shellSession = session.fromPartition('shell', { cache: false });
  serveAppScheme(shellSession.protocol, RENDERER);
  const leaveAsked = (): void => tell('leave.asked', { at: clock.now() });
  const window = openShellWindow({
    preload: PRELOAD,
    session: shellSession,
    book,
    identity,
    log,
    journey: () => journey.now(),
  });
  const page = foreignPage(window);
  const stages = wireStages({
    parts: {
      journey,
      sessions,
      clock,
      identity,
      log,
      notice: (code) => situation.notice(code),
      question: (question) => situation.setQuestion(question),
    },
    stores,
    client,
    serverSession,
    window,
    page,
    book,
    breaks,
    suggestLanguage: (language) => situation.suggestLanguage(language),
    leaveAsked,
    openOutside: (url) => shell.openExternal(url),
  });
  journey.onChange((was, is) => {
    tell('journey.changed', is);
    stages.work.follow(was, is);
    stages.desk.follow(was, is);
    // Nobody looks at a page that says that all is over.
    if (isReopened(is) && !isReopened(was)) window.flashFrame(true);
  });
  const quit = quitInOrder({
    app,
    window,
    journey,
    sessions,
    log,
    release: () => stages.exam.left(),
    settled: () => stages.work.settled(),
    leaveAsked,
  });
  answerRequests(
    { isOurPage: (event) => isOurPage(event, ours), log },
    answersOf({ ...stages, journey, situation, page, log, quit }),
  );
  door.open((link) => {
    stages.link.open(link).catch((error: unknown) => log.error('a link was not opened', error));
  });
  sessions.finishEarlier().catch((error: unknown) => log.error('earlier sessions', error));
  return {
    raise() {
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
  };
}

function isReopened(journey: Journey): boolean {
  return journey.stage === 'finish' && journey.reopened !== undefined;
}

/** An exam that was finished goes on at its end; any other session waits for "Continue" or its link. */
function journeyAfter({ before }: Stores): Journey {
  if (before === undefined) return START;
  if (before.journey.stage === 'finish') return before.journey;
  const { parameters } = before.grant;
  const serverHost = new URL(before.server).host;
  return { ...START, resumable: { examName: parameters.examName, serverHost } };
}
