import { sql } from 'kysely';
import type { FastifyInstance } from 'fastify';
import {
  PARAMETER_GROUPS,
  parseExamParameters,
  type ExamParameters,
} from '../../contract/startParameters.ts';
import type { Field } from '../../contract/startParameters/field.ts';
import type { Deps } from '../deps.ts';
import { ServerRefusal } from '../refusal.ts';
import type { Database } from '../storage/openDatabase.ts';
import { keepAccount } from '../storage/keepAccount.ts';
import { keepExam } from '../storage/keepExam.ts';
import { admitIntegration } from './admitCall.ts';
import type { Integrations } from './integrations.ts';

/**
 * `POST …/exams/`: creates or updates an exam. New values count for its sessions that are not over,
 * a longer duration in the middle of the exam included. The window of an exam that is not booked
 * belongs to each session and stays.
 */
export function registerExams(app: FastifyInstance, deps: Deps, known: Integrations): void {
  app.post('/api/v2/integration/simple/:name/exams/', async (request, reply) => {
    const integration = await admitIntegration(request, deps, known);
    const parsed = parseExamParameters(request.body);
    if (!parsed.ok) throw new ServerRefusal('parameters_invalid', parsed.faults);
    const { parameters, notes } = parsed;
    const kept = await deps.database.transaction().execute(async (db) => {
      const at = new Date(deps.clock.now());
      const { accountId: externalId, accountName: name } = parameters;
      const account = { integration: integration.name, externalId, name, at };
      const accountId = await keepAccount(db, account);
      const exam = await keepExam(db, accountId, { parameters, whole: parameters }, at);
      const values = sentValues(request.body, parameters);
      return { ...exam, sessions: await passOn(db, { examId: exam.id, parameters, values, at }) };
    });
    for (const sessionId of kept.sessions) deps.changes.publish({ sessionId, examId: kept.id });
    const message = kept.added ? 'created' : 'updated';
    return reply.code(kept.added ? 201 : 200).send({ examId: parameters.examId, message, notes });
  });
}

/** What was really sent: a default that fills a gap in this body must not undo a session's own value. */
function sentValues(body: unknown, parameters: ExamParameters): Record<string, unknown> {
  const sent = new Set(Object.keys(Object(body) as object));
  const { startDate: _start, endDate: _end, ...fields } = PARAMETER_GROUPS.exam;
  const names = Object.entries<Field>({ ...PARAMETER_GROUPS.organisation, ...fields })
    .filter(([name, field]) => [name, ...(field.aliases ?? [])].some((key) => sent.has(key)))
    .map(([name]) => name);
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => names.includes(name)));
}

/** @returns our ids of the sessions that have the new values */
async function passOn(
  db: Database,
  exam: { examId: string; parameters: ExamParameters; values: object; at: Date },
): Promise<string[]> {
  const { startDate, endDate, schedule } = exam.parameters;
  const values = schedule ? { ...exam.values, startDate, endDate } : exam.values;
  const window = schedule ? { windowStart: new Date(startDate), windowEnd: new Date(endDate) } : {};
  const rows = await db
    .updateTable('sessions')
    .set({
      parameters: sql<string>`parameters || ${JSON.stringify(values)}::jsonb`,
      ...window,
      updatedAt: exam.at,
    })
    .where('examId', '=', exam.examId)
    .where('closedAt', 'is', null)
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}
