import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { event, status } from '../support/app.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { launchBrowser, newPage } from './support/browser.ts';
import {
  check,
  openStudent,
  passAll,
  register,
  sendPhoto,
  type Name,
  type Student,
} from './support/exam.ts';
import { givePassword, signIn, staffClient } from './support/staff.ts';

/**
 * `tsx --tsconfig tsconfig.server.json test/server/pages/pictures.ts FOLDER`: the staff pages' pictures for the README, of an exam that is
 * going on: `students-page` with one student's steps, `cohort` with what can be done for many, `student-page`
 * of somebody in the exam and `desk` with two who wait to be let in.
 */
const [folder = 'artifacts/staff'] = process.argv.slice(2);

/** How far each came; who comes last stands first on the page, which sorts by family name. */
const STUDENTS: readonly (readonly [Name, readonly string[]])[] = [
  [{ firstName: 'Amara', lastName: 'Okafor' }, ['after_check_req', 'in_setup', 'exam_started']],
  [{ firstName: 'Luc', lastName: 'Moreau' }, ['after_check_req', 'in_setup', 'exam_started']],
  [
    { firstName: 'Chloé', lastName: 'Lefèvre' },
    ['after_check_req', 'in_setup', 'exam_started', 'exam_finished'],
  ],
  [{ firstName: 'Elena', lastName: 'Petrova' }, ['after_check_req', 'in_setup', 'exam_started']],
  [{ firstName: 'Jonas', lastName: 'Weber' }, ['after_check_req', 'in_setup']],
  [{ firstName: 'Farah', lastName: 'Haddad' }, ['after_check_req', 'in_setup']],
  [{ firstName: 'Giulia', lastName: 'Conti' }, ['after_check_req']],
];

const EARLY = { startDate: '2026-03-10T07:00:00Z' };

async function fill(server: TestServer): Promise<Student> {
  const open: Student[] = [];
  const more = { identification: 'face', ...EARLY };
  for (const [name, way] of STUDENTS) {
    const student = await openStudent(server, name, { ...mail(name), ...more });
    await student.app.send(...checked(server), ...way.map((wire) => status(server, wire)));
    open.push(student);
    server.clock.skip(90_000);
  }
  const waiting = { firstName: 'Tomás', lastName: 'Silva' };
  await register(server, waiting, { ...mail(waiting), ...more });
  const blocked = { firstName: 'Hiro', lastName: 'Abe' };
  const student = await openStudent(server, blocked, { ...mail(blocked), ...more });
  const seen = [
    { code: 'vm_identity', values: { model: 'VirtualBox', product: 'VirtualBox' } },
    { code: 'vm_graphics', values: { adapter: 'VirtualBox Graphics Adapter' } },
  ];
  await student.app.send(
    ...checked(server),
    check(server, 'virtual_machine', 'failed', { evidence: seen }),
  );
  // Whoever was silent for so long would be shown as not heard from.
  for (const { app } of open) await app.beat();
  return student;
}

/** An exam with a proctor: two wait, and one was let in. */
async function fillDesk(server: TestServer): Promise<Student> {
  const portrait = await candidatePicture();
  const live = { examId: 'nm3', proctoring: 'online', identification: 'face' };
  const open = async (name: Name): Promise<Student> => {
    const student = await openStudent(server, name, { ...mail(name), ...live, ...EARLY });
    const way = ['after_check_req', 'in_setup'].map((wire) => status(server, wire));
    await student.app.send(...checked(server), ...way);
    await sendPhoto(server, student, { kind: 'face' }, portrait);
    await student.app.send(event(server, { type: 'admission_asked' }));
    server.clock.skip(7_000);
    return student;
  };
  const amara = await open({ firstName: 'Amara', lastName: 'Okafor' });
  const staff = await staffClient(server);
  await staff.post(`${amara.path}/desk/admit`, { confirmed: 'yes' });
  server.clock.skip(1_000);
  await amara.app.send(status(server, 'exam_started'));
  await open({ firstName: 'Elif', lastName: 'Yılmaz' });
  await open({ firstName: 'Farah', lastName: 'Haddad' });
  await amara.app.beat();
  return amara;
}

/** The first frame of the drawn candidate whom the tests' camera shows. */
async function candidatePicture(): Promise<Buffer<ArrayBuffer>> {
  const file = new URL('../../fixtures/media/candidate.mjpeg', import.meta.url);
  const frames = await readFile(file);
  return Buffer.from(frames.subarray(0, frames.indexOf(Buffer.from([0xff, 0xd9])) + 2));
}

/** The whole system check, passed. */
const checked = (server: TestServer) => [
  ...passAll(server),
  check(server, 'bandwidth', 'succeeded', { bandwidthSpeed: 8_400_000 }),
  ...['power', 'disk', 'session_type'].map((step) => check(server, step, 'succeeded')),
];

function mail({ firstName, lastName }: Name): { email: string } {
  const plain = `${firstName}.${lastName}`.toLowerCase().normalize('NFD');
  return { email: `${plain.replace(/[^a-z.]/g, '')}@uni.example` };
}

const server = await startTestServer();
await givePassword(server);
const { id, examId } = await fill(server);
const letIn = await fillDesk(server);
const browser = await launchBrowser();
// As high as lets the steps open below the buttons.
const page = await newPage(browser, { viewport: { width: 1280, height: 1140 } });
await mkdir(folder, { recursive: true });
await signIn(page, server);
await page.waitForURL('**/staff/exams');
await page.goto(`${server.url}/staff/exams/${examId}`);
await page.locator('[data-live="on"]').waitFor();
await page.locator(`#student-${id} .pill`).hover();
await page.locator(`#checks-${id}`).waitFor();
await page.screenshot({ path: path.join(folder, 'students-page.png') });

await page.mouse.move(0, 0);
await page.getByRole('button', { name: /^Act on all/ }).click();
await page.getByRole('radio', { name: /^Extend time/ }).check();
await page.locator('input[name="extend"]').fill('15');
await page.screenshot({ path: path.join(folder, 'cohort.png') });

await page.setViewportSize({ width: 1280, height: 900 });
await page.goto(`${server.url}${letIn.path}`);
await page.locator('[data-live="on"]').waitFor();
await page.screenshot({ path: path.join(folder, 'student-page.png') });
await page.goto(`${server.url}/staff/exams/${letIn.examId}/desk`);
await page.locator('[data-live="on"]').waitFor();
await page.screenshot({ path: path.join(folder, 'desk.png') });
await browser.close();
await server.close();
