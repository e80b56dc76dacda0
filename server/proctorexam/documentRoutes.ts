import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { ServerRefusal } from '../refusal.ts';
import {
  addDocument,
  listDocuments,
  removeDocument,
  updateDocument,
  type ApiDocument,
} from '../storage/apiDocuments.ts';
import type { ApiExam } from '../storage/apiExams.ts';
import { examFor } from './examRoutes.ts';
import { filledText, numericId, text } from './fieldKinds.ts';
import { pageWanted, tellPage } from './paginate.ts';
import { permit } from './permit.ts';
import { readFields } from './readFields.ts';
import type { AddRoute, Handle } from './routes.ts';

const Id = z.object({ id: numericId });
export const Document = z.object({
  exam_content: filledText(200_000),
  name: text(255).default(''),
});

/** What the exam page can show inside the exam view, and nothing that could run there. */
const TYPES = ['application/pdf', 'image/png', 'image/jpeg', 'text/plain'] as const;

/** Bytes of one attachment, and of the call that carries it in base64. */
const LARGEST = 10 * 1024 * 1024;
const LARGEST_CALL = Math.ceil((LARGEST * 4) / 3) + 64 * 1024;

export const Attachment = z.object({
  file_name: filledText(255).refine((name) => !/[/\\\r\n"]/.test(name), { error: 'is invalid' }),
  content_type: z.enum(TYPES),
  data: z.base64({ error: 'is not base64' }).max(LARGEST_CALL, { error: 'is too long' }),
});

/** `/exams/:exam_id/documents` and `/attachments`: what our own exam page shows. */
export function registerDocuments(add: AddRoute, deps: Deps): void {
  for (const kind of ['document', 'attachment'] as const) {
    const path = `/exams/:exam_id/${kind}s`;
    const of = examOfCall(deps);
    add('GET', path, async ({ user, params }, reply) => {
      const page = pageWanted(params);
      const exam = await of(user, params);
      const all = await listDocuments(deps.database, exam.id, kind);
      tellPage(reply, page, all.length);
      return { [`${kind}s`]: all.slice(page.offset, page.offset + page.limit).map(wire) };
    });
    add('GET', `${path}/:id`, async ({ user, params }) => ({
      [kind]: wire(await found(await of(user, params), kind, params)),
    }));
    add('DELETE', `${path}/:id`, async ({ user, params }) => {
      permit(user, 'manages');
      const document = await found(await of(user, params), kind, params);
      await removeDocument(deps.database, document.id);
      if (document.file !== null) await deps.evidence.remove(document.file);
      return { [kind]: wire(document) };
    });
  }
  const at = (): number => deps.clock.now();
  const of = examOfCall(deps);
  add('POST', '/exams/:exam_id/documents', async ({ user, params }, reply) => {
    permit(user, 'manages');
    const exam = await of(user, params);
    const { exam_content: content, name } = readFields(Document, params);
    const bytes = Buffer.byteLength(content);
    const made = await addDocument(deps.database, {
      ...{ examId: exam.id, kind: 'document', name, contentType: 'text/html', content, bytes },
      ...{ file: null, at: at() },
    });
    void reply.code(201);
    return { document: wire(made) };
  });
  add(['PATCH', 'PUT'], '/exams/:exam_id/documents/:id', async ({ user, params }) => {
    permit(user, 'manages');
    const known = await found(await of(user, params), 'document', params);
    const { exam_content: content, name } = readFields(Document, { name: known.name, ...params });
    const change = { id: known.id, content, name, bytes: Buffer.byteLength(content), at: at() };
    return { document: wire(await updateDocument(deps.database, change)) };
  });
  const attach: Handle = async ({ user, params }, reply) => {
    permit(user, 'manages');
    const exam = await of(user, params);
    const { file_name: name, content_type: contentType, data } = readFields(Attachment, params);
    const bytes = Buffer.from(data, 'base64');
    // Written first: a row without its file would be a lie, a file without its row is only waste.
    const file = await deps.evidence.write(bytes);
    const made = await addDocument(deps.database, {
      ...{ examId: exam.id, kind: 'attachment', name, contentType, content: null },
      ...{ file, bytes: bytes.length, at: at() },
    });
    void reply.code(201);
    return { attachment: wire(made) };
  };
  add('POST', '/exams/:exam_id/attachments', attach, { bodyLimit: LARGEST_CALL });

  async function found(
    exam: ApiExam,
    kind: 'document' | 'attachment',
    params: Readonly<Record<string, unknown>>,
  ): Promise<ApiDocument> {
    const { id } = readFields(Id, params);
    const all = await listDocuments(deps.database, exam.id, kind);
    const document = all.find((each) => each.id === id);
    if (document === undefined) throw new ServerRefusal('not_found');
    return document;
  }
}

function examOfCall(deps: Deps) {
  return (user: Parameters<typeof examFor>[2], params: Readonly<Record<string, unknown>>) =>
    examFor(deps, deps.database, user, { id: params['exam_id'] });
}

function wire({
  id,
  examId,
  name,
  contentType,
  content,
  bytes,
  createdAt,
  updatedAt,
}: ApiDocument) {
  return {
    id,
    exam_id: examId,
    name,
    ...(content === null
      ? { file_name: name, content_type: contentType, file_size: bytes }
      : { exam_content: content }),
    created_at: createdAt.toISOString(),
    updated_at: updatedAt.toISOString(),
  };
}
