import type { TestServer } from '../support/server.ts';
import { redeemApp, ticketOf, type App } from '../support/app.ts';
import type { Json, ProcwiseClient } from './client.ts';

/** An exam whose page is somewhere else, open since an hour, for eight more. */
export function examOf(server: TestServer, more: Json = {}): Json {
  const now = server.clock.now();
  return {
    name: 'Statistics I',
    type: 'record_review',
    start_time: new Date(now - 3_600_000).toISOString(),
    end_time: new Date(now + 8 * 3_600_000).toISOString(),
    allow_websites: true,
    allowed_websites: 'https://tests.example/start?e=1',
    ...more,
  };
}

export async function makeExam(
  client: ProcwiseClient,
  fields: Json,
): Promise<Json & { id: number }> {
  const { status, body } = await client.post('exams', {}, fields);
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body['exam'] as Json & { id: number };
}

let students = 0;

export async function makeStudent(
  client: ProcwiseClient,
  examId: number,
  more: Json = {},
): Promise<Json & { id: number; token: string }> {
  students += 1;
  const given = {
    name: `Ann Lee ${String(students)}`,
    email: `ann${String(students)}@example.org`,
  };
  const { status, body } = await client.post(
    `exams/${String(examId)}/student_sessions`,
    { exam_id: examId },
    { ...given, ...more },
  );
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body['student'] as Json & { id: number; token: string };
}

/** Follows the link of a mail as a browser does, and then as the app. */
export async function openByLink(
  server: TestServer,
  token: string,
  purpose: 'exam' | 'check' = 'exam',
  more: object = {},
): Promise<App> {
  return redeemApp(server, ticketOf(await deepLinkOf(server, token, purpose)), undefined, more);
}

export async function deepLinkOf(
  server: TestServer,
  token: string,
  purpose: 'exam' | 'check' = 'exam',
): Promise<string> {
  const page = await fetch(`${server.url}/proctorexam/${purpose}/${token}`, {
    headers: { accept: 'text/html' },
  });
  const html = await page.text();
  const link = /data-deep-link="" href="([^"]+)"/.exec(html)?.[1];
  if (link === undefined) throw new Error(`${String(page.status)}: ${html.slice(0, 2000)}`);
  return link.replace(/&amp;/g, '&');
}
