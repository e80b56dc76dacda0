import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { basePath } from '../../answerRefusal.ts';
import type { Deps } from '../../deps.ts';
import {
  countAuditLines,
  listAuditActions,
  listAuditLines,
  writeAudit,
  type AuditQuery,
} from '../../storage/audit.ts';
import type { Fence } from '../../storage/fence.ts';
import { sendPage, staffSay } from '../sendPage.ts';
import { AuditPage } from './auditPage.tsx';
import { actorOf, requireSignedIn } from './signedIn.ts';

const LINES_A_PAGE = 100;
/** Read at once for the file. */
const PART = 1_000;
const DAY = 24 * 3_600_000;

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((text) => !Number.isNaN(Date.parse(text)))
  .optional()
  .catch(undefined);

const Query = z.object({
  actor: z.string().max(200).catch('').default(''),
  action: z.string().max(100).catch('').default(''),
  from: day,
  until: day,
  session: z.string().trim().max(300).catch('').default(''),
  page: z.coerce.number().int().min(1).max(1_000_000).catch(1).default(1),
});
export type AuditForm = z.infer<typeof Query>;

/** The record of who did what, to be read, searched and taken out. */
export function auditRoutes(app: FastifyInstance, deps: Deps): void {
  const audit = { config: { deed: 'audit' as const } };

  app.get('/staff/audit', audit, async (request, reply) => {
    const signedIn = requireSignedIn(request);
    const form = Query.parse(request.query);
    const wanted = queryOf(form);
    const { fence } = signedIn;
    const found = await countAuditLines(deps.database, fence, wanted);
    const pages = Math.max(1, Math.ceil(found / LINES_A_PAGE));
    const page = Math.min(form.page, pages);
    const part = { offset: (page - 1) * LINES_A_PAGE, limit: LINES_A_PAGE };
    return sendPage(
      reply,
      AuditPage({
        ...{ base: basePath(deps), say: staffSay(request), signedIn, found, pages },
        form: { ...form, page },
        actions: await listAuditActions(deps.database),
        lines: await listAuditLines(deps.database, fence, { ...wanted, ...part }),
      }),
    );
  });

  app.get('/staff/audit.csv', audit, async (request, reply) => {
    const signedIn = requireSignedIn(request);
    const wanted = queryOf(Query.parse(request.query));
    await noteExport(request);
    return reply
      .header('cache-control', 'no-store')
      .header('x-content-type-options', 'nosniff')
      .header('content-disposition', 'attachment; filename="audit.csv"')
      .type('text/csv; charset=utf-8')
      .send(Readable.from(csvLines(signedIn.fence, wanted)));
  });

  async function noteExport(request: FastifyRequest): Promise<void> {
    const signedIn = requireSignedIn(request);
    const { staffId } = signedIn;
    const at = deps.clock.now();
    await writeAudit(deps.database, {
      at,
      actor: actorOf(signedIn),
      action: 'audit_exported',
      staffId,
    });
  }

  async function* csvLines(fence: Fence, wanted: AuditQuery): AsyncGenerator<string> {
    yield `\uFEFF${csv([['id', 'at', 'actor', 'action', 'exam', 'session_id', 'staff', 'before', 'after']])}`;
    for (let offset = 0; ; offset += PART) {
      const part = { ...wanted, offset, limit: PART };
      const lines = await listAuditLines(deps.database, fence, part);
      const rows = lines.map((line) => [
        ...[line.id, line.at.toISOString(), line.actor, line.action, line.examName ?? ''],
        ...[line.sessionName ?? '', line.staffName ?? '', json(line.before), json(line.after)],
      ]);
      if (rows.length > 0) yield csv(rows);
      if (lines.length < PART) return;
    }
  }
}

/** Days are those of UTC, the last one included; the page says so. */
function queryOf({ actor, action, from, until, session }: AuditForm): AuditQuery {
  return {
    ...{ actor, action, session },
    from: from === undefined ? undefined : Date.parse(from),
    until: until === undefined ? undefined : Date.parse(until) + DAY,
  };
}

function csv(rows: readonly (readonly unknown[])[]): string {
  return stringify(
    rows.map((row) => [...row]),
    { record_delimiter: 'windows', escape_formulas: true },
  );
}

function json(value: unknown): string {
  return value === null ? '' : JSON.stringify(value);
}
