import type { BrowserWindow, Session } from 'electron';
import { holdComputer, thisComputer } from '../machine.ts';
import type { Stores } from '../stores.ts';
import type { ServerClient } from '../system/serverClient.ts';
import { openStreamIn } from '../system/serverStream.ts';
import { openAgreement } from '../windows/agreementView.ts';
import type { ForeignPage } from '../windows/foreignPage.ts';
import type { PageRulebook } from '../windows/pageRules.ts';
import { linkStage } from './1-link.ts';
import { sessionStage } from './2-session.ts';
import { checksStage } from './3-checks.ts';
import { setupStage } from './4-setup.ts';
import { examStage } from './5-exam.ts';
import { finishStage } from './6-finish.ts';
import { blockedStage } from './blocked.ts';
import type { BreakAccount } from './examBreak.ts';
import { flowMeasures } from './flowMeasures.ts';
import { stageWork } from './index.ts';
import type { StageParts } from './parts.ts';

interface Wiring {
  readonly parts: StageParts;
  readonly stores: Stores;
  readonly client: ServerClient;
  readonly serverSession: Session;
  readonly window: BrowserWindow;
  readonly page: ForeignPage;
  readonly book: PageRulebook;
  readonly breaks: BreakAccount;
  suggestLanguage(language: string): void;
  leaveAsked(): void;
  openOutside(url: string): Promise<void>;
}

/** Gives every stage what it works with. */
export function wireStages(wiring: Wiring) {
  const { parts, stores, client, serverSession, window, page, book, breaks } = wiring;
  const { sessions, journey, clock, log } = parts;
  const { saved, trusted, vault, journalPath } = stores;
  const computer = thisComputer({ sessions, client, serverSession });
  const checks = checksStage({
    ...parts,
    system: computer,
    flow: flowMeasures(openStreamIn(serverSession), log),
  });
  const { leaveAsked, suggestLanguage, openOutside } = wiring;
  const exam = examStage({
    ...parts,
    checks,
    book,
    page,
    breaks,
    holdLockdown: (policy, report) =>
      holdComputer(
        { window, page, journey, clock, log, journalPath, computer, leaveAsked },
        policy,
        report,
      ),
  });
  const setup = setupStage({
    ...parts,
    openAgreement: (url) => openAgreement(url, { book, page, log }),
  });
  const finish = finishStage({ ...parts, openOutside, forgetSession: () => saved.remove() });
  const link = linkStage({
    ...parts,
    client,
    trusted,
    saved,
    secret: vault.secretFor('redemption'),
    suggestLanguage,
    onGranted({ saved: known }) {
      const isOnBreak = known?.journey?.stage === 'exam' && known.journey.phase === 'break';
      breaks.restore(known?.breakTaken ?? 0, isOnBreak, clock.now());
    },
  });
  return {
    link,
    session: sessionStage(parts),
    checks,
    setup,
    exam,
    finish,
    blocked: blockedStage({ ...parts, checks, exam, client }),
    work: stageWork({ setup, exam, finish, page, log, endSession: () => sessions.end() }),
  };
}
