import type { Deps } from '../../deps.ts';
import { ServerRefusal } from '../../refusal.ts';
import { listAudit } from '../../storage/audit.ts';
import { readConclusion } from '../../storage/conclusions.ts';
import { listChecksOf } from '../../storage/checks.ts';
import { listDeskActions } from '../../storage/desk.ts';
import { countLogRecords } from '../../storage/eventLogs.ts';
import { readExam } from '../../storage/exams.ts';
import type { Fence } from '../../storage/fence.ts';
import { listIncidents } from '../../storage/incidents.ts';
import { listMachines } from '../../storage/machines.ts';
import { listPhotos } from '../../storage/photos.ts';
import { listPresence } from '../../storage/presence.ts';
import { readStudent } from '../../storage/students.ts';
import { listCodes } from '../../storage/supportCodes.ts';
import { sumCovered } from '../../storage/events.ts';
import { listTransitions } from '../../storage/transitions.ts';
import { readConsent } from './readConsent.ts';
import { studentView } from './studentView.ts';

/**
 * Everything that the page of one student shows.
 * @throws ServerRefusal `not_found` when the session is not one of this exam, or lies outside the fence
 */
export async function readStudentDetails(
  { database, clock, config }: Pick<Deps, 'database' | 'clock' | 'config'>,
  fence: Fence,
  ids: { readonly exam: string; readonly session: string },
) {
  const [exam, row] = await Promise.all([
    readExam(database, fence, ids.exam),
    readStudent(database, fence, ids.session),
  ]);
  if (exam === undefined || row?.examId !== exam.id) throw new ServerRefusal('not_found');
  const now = clock.now();
  const [checks, transitions, incidents, photos, audit, consent, logRecords, codes, covered, said] =
    await Promise.all([
      listChecksOf(database, [row.id]),
      listTransitions(database, row.id),
      listIncidents(database, row.id),
      listPhotos(database, row.id),
      listAudit(database, row.id),
      readConsent(database, row.id),
      countLogRecords(database, row.id),
      listCodes(database, row.id),
      sumCovered(database, row.id),
      listDeskActions(database, row.id),
    ]);
  return {
    exam,
    row,
    student: studentView(row, checks, now),
    transitions,
    incidents,
    photos,
    audit,
    consent,
    logRecords,
    codes,
    /** What was said and done at the desk, oldest first. */
    said,
    /** How long the exam's page was covered, all in all. Seconds. */
    coveredSeconds: covered,
    /** Milliseconds since the epoch. */
    now,
    /** What the step that looks at the desktop noted, the connected devices among it. */
    desktop: checks.find(({ step }) => step === 'session_type')?.evidence ?? [],
    waivedSteps: row.waivedSteps ?? [],
    machines: await listMachines(database, row.id),
    presence: await listPresence(database, row.id, 0),
    conclusion: await readConclusion(database, row.id),
    isConclusionFinal:
      config.integrations.find(({ name }) => name === exam.integration)?.finalConclusion === true,
  };
}

export type StudentDetails = Awaited<ReturnType<typeof readStudentDetails>>;
