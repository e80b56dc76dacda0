import type { BrowserWindow, Session } from 'electron';
import { deliveredRules } from './deliveredRules.ts';
import { rateLimit } from './evidence/rateLimit.ts';
import { openExamPage } from './examPage.ts';
import { holdComputer, systemIcons, thisComputer } from './machine.ts';
import type { Stores } from './stores.ts';
import { runCommand } from './system/command.ts';
import { createDesktop } from './system/desktop.ts';
import { devicesRoot } from './system/devices/index.ts';
import { createProcessEnder } from './system/endProcess.ts';
import type { ServerClient } from './system/serverClient.ts';
import { openStreamIn } from './system/serverStream.ts';
import { openAgreement } from './windows/agreementView.ts';
import type { ForeignPage } from './windows/foreignPage.ts';
import type { PageRulebook } from './windows/pageRules.ts';
import { linkStage } from './stages/1-link.ts';
import { sessionStage } from './stages/2-session.ts';
import { checksStage } from './stages/3-checks.ts';
import { setupStage } from './stages/4-setup.ts';
import { examStage } from './stages/5-exam.ts';
import { finishStage } from './stages/6-finish.ts';
import { blockedStage } from './stages/blocked.ts';
import { contestStage } from './stages/contest.ts';
import { deskWork } from './stages/desk.ts';
import type { BreakAccount } from './stages/examBreak.ts';
import { programCloser } from './stages/closeProgram.ts';
import { flowMeasures } from './stages/flowMeasures.ts';
import { programIcons } from './stages/programIcons.ts';
import { stageWork } from './stages/index.ts';
import type { StageParts } from './stages/parts.ts';

interface Wiring {
  readonly parts: StageParts;
  readonly stores: Stores;
  readonly client: ServerClient;
  readonly serverSession: Session;
  readonly window: BrowserWindow;
  readonly page: ForeignPage;
  readonly book: PageRulebook;
  readonly breaks: BreakAccount;
  readonly suggestLanguage: (language: string) => void;
  readonly leaveAsked: () => void;
  readonly openOutside: (url: string) => Promise<void>;
}

/** Gives every stage what it works with. */
export function wireStages(wiring: Wiring) {
  const { parts, stores, client, serverSession, window, page, book, breaks } = wiring;
  const { sessions, journey, clock, log, identity, notice } = parts;
  const { saved, trusted, vault, journalPath, native, ruleSetKeys, acceptedRules } = stores;
  const { platform, env: environment } = process;
  const desktop = createDesktop({
    platform,
    environment,
    run: runCommand,
    native,
    root: devicesRoot(identity, environment),
    unread: (part, cause) => log.warn(`${part} could not be read: ${String(cause)}`),
  });
  const computer = thisComputer({ sessions, client, serverSession, native, log, ...desktop });
  const checks = checksStage({
    ...parts,
    system: computer,
    flow: flowMeasures(openStreamIn(serverSession), () => clock.ticks(), log),
  });
  const programs = { ...parts, system: computer, ownPid: process.pid };
  const { leaveAsked, suggestLanguage, openOutside } = wiring;
  const limit = rateLimit(() => clock.ticks());
  const exam = examStage({
    ...parts,
    checks,
    page,
    breaks,
    openPage: (wanted) => openExamPage({ ...parts, ...wanted, book, limit }),
    holdLockdown: (policy, report) =>
      holdComputer(
        {
          ...desktop,
          window,
          page,
          journey,
          clock,
          log,
          journalPath,
          computer,
          native,
          leaveAsked,
          notice,
        },
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
    ruleGrant: deliveredRules({ keys: ruleSetKeys, accepted: acceptedRules, log }),
    suggestLanguage,
    onGranted({ saved: known }) {
      const isOnBreak = known?.journey.stage === 'exam' && known.journey.phase === 'break';
      breaks.restore(known?.breakTaken ?? 0, isOnBreak, clock.now());
      if (known?.journey.stage !== 'exam' || known.left) return;
      void sessions
        .current()
        ?.reportIncident({ kind: 'app_restarted', severity: 'notice', evidence: [] });
    },
  });
  return {
    link,
    session: sessionStage(parts),
    checks,
    tellMedia: desktop.devices.tellMedia,
    setup,
    exam,
    finish,
    blocked: blockedStage({ ...parts, checks, exam, client }),
    contest: contestStage(parts),
    desk: deskWork(parts),
    closeProgram: programCloser({
      ...programs,
      ender: createProcessEnder(process.platform, runCommand),
    }),
    programIcons: programIcons({ ...programs, iconOf: systemIcons(process.platform) }),
    work: stageWork({ setup, exam, finish, page, log, endSession: () => sessions.end() }),
  };
}
