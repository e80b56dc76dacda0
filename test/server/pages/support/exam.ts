import { createHash, randomUUID } from 'node:crypto';
import { openApp, type App, event } from '../../support/app.ts';
import { parameters, start } from '../../support/lms.ts';
import { JPEG } from '../../support/pictures.ts';
import type { TestServer } from '../../support/server.ts';

/** The steps that an app runs; the second camera is not asked for. */
const STEPS = [
  'webcam',
  'microphone',
  'speakers',
  'screenshare',
  'displays',
  'virtual_machine',
  'processes',
  'network',
] as const;

const EXAM = {
  examId: 'nm2',
  examName: 'Numerical Methods II – final',
  courseName: 'Numerical Methods II',
  language: 'en',
  identification: 'face_and_passport',
};

export interface Student {
  readonly app: App;
  /** Ours. */
  readonly id: string;
  readonly examId: string;
  /** Path of the student's page. */
  readonly path: string;
}

export interface Name {
  readonly firstName: string;
  readonly lastName: string;
}

/** A student who was started by the LMS and has not opened the app. */
export async function register(
  server: TestServer,
  name: Name,
  changes: object = {},
): Promise<void> {
  const answer = await start(server, parameters(server, { ...EXAM, ...name, ...changes }));
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
}

/** A student whose app is open. */
export async function openStudent(
  server: TestServer,
  name: Name,
  changes: object = {},
): Promise<Student> {
  const app = await openApp(server, parameters(server, { ...EXAM, ...name, ...changes }));
  const { examId } = await server.deps.database
    .selectFrom('sessions')
    .select('examId')
    .where('id', '=', app.grant.id)
    .executeTakeFirstOrThrow();
  const path = `/staff/exams/${examId}/students/${app.grant.id}`;
  return { app, id: app.grant.id, examId, path };
}

/** A step of the system check as an app reports it. */
export function check(server: TestServer, step: string, state: string, more: object = {}) {
  const outcome = { succeeded: 'pass', failed: 'fail' }[state];
  return event(server, {
    type: 'check',
    result: { step, state, ...(outcome === undefined ? {} : { outcome }), evidence: [], ...more },
  });
}

export function passAll(server: TestServer) {
  return STEPS.map((step) => check(server, step, 'succeeded'));
}

export async function sendPhoto(
  server: TestServer,
  student: Student,
  query: Record<string, string>,
  picture = JPEG,
): Promise<string> {
  const id = randomUUID();
  const at = new Date(server.now()).toISOString();
  const sha256 = createHash('sha256').update(picture).digest('hex');
  await student.app.send(event(server, { type: 'photo', photo: id, sha256 }));
  const search = new URLSearchParams({ at, ...query });
  const answer = await fetch(`${server.url}/api/client/v1/photos/${id}?${search.toString()}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${student.app.token}`, 'content-type': 'image/jpeg' },
    body: picture,
  });
  if (!answer.ok) throw new Error(await answer.text());
  return id;
}
