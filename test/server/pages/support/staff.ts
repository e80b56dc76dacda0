import type { Page } from 'playwright';
import { hashPassword } from '../../../../server/pages/staff/passwords.ts';
import type { Role } from '../../../../server/people/deeds.ts';
import { NO_FENCE } from '../../../../server/storage/fence.ts';
import { changePassword } from '../../../../server/storage/staff.ts';
import { addStaff, type Place } from '../../../../server/storage/staffAccounts.ts';
import type { TestServer } from '../../support/server.ts';

export const NAME = 'admin';
export const PASSWORD = 'correct horse battery staple';

/** Puts a known password in the place of the one-time one. */
export async function givePassword(
  server: TestServer,
  { password = PASSWORD, mustChangePassword = false } = {},
): Promise<void> {
  const passwordHash = await hashPassword(password);
  await server.deps.database
    .updateTable('staff')
    .set({ passwordHash, mustChangePassword })
    .execute();
}

/** Signs in by the form, as a person does. */
export async function signIn(
  page: Page,
  server: { url: string },
  password = PASSWORD,
): Promise<void> {
  await page.goto(`${server.url}/staff/sign-in`);
  await page.getByLabel('Name').fill(NAME);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Adds somebody who knows the tests' password; without places they see everything. */
export async function addPerson(
  server: TestServer,
  person: { name: string; role: Role; places?: readonly Place[] },
): Promise<string> {
  const { name, role, places = [] } = person;
  const { database, clock } = server.deps;
  const everywhere = places.length === 0;
  const passwordHash = await hashPassword(PASSWORD);
  const added = await addStaff(
    database,
    { fence: NO_FENCE, at: clock.now(), actor: 'server' },
    { name, role, places, everywhere, passwordHash, email: null },
  );
  if (typeof added === 'string') throw new Error(added);
  await changePassword(database, { staffId: added.id, passwordHash });
  return added.id;
}

/** A signed-in client without a browser: its cookie, and a form token for its posts. */
export interface StaffClient {
  readonly cookie: string;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  post(path: string, form: Record<string, string>): Promise<Response>;
}

const HTML = { accept: 'text/html' };

export async function staffClient(server: { url: string }, name = NAME): Promise<StaffClient> {
  const form = await fetch(`${server.url}/staff/sign-in`, { headers: HTML });
  const formCookie = cookieOf(form, 'invigil_sign_in');
  const answer = await fetch(`${server.url}/staff/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: formCookie },
    body: new URLSearchParams({
      name,
      password: PASSWORD,
      formToken: formTokenIn(await form.text()),
    }),
  });
  const cookie = cookieOf(answer, 'invigil_staff');
  const get = (path: string, headers: Record<string, string> = HTML): Promise<Response> =>
    fetch(`${server.url}${path}`, { redirect: 'manual', headers: { cookie, ...headers } });
  const formToken = formTokenIn(await (await get('/staff/exams')).text());
  return {
    cookie,
    get,
    post: (path, fields) =>
      fetch(`${server.url}${path}`, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie, ...HTML },
        body: new URLSearchParams({ formToken, ...fields }),
      }),
  };
}

/** `name=value` of a cookie that an answer sets. */
export function cookieOf(answer: Response, name: string): string {
  const found = answer.headers.getSetCookie().find((cookie) => cookie.startsWith(`${name}=`));
  if (found === undefined) throw new Error(`the answer sets no ${name}`);
  return found.split(';')[0] ?? '';
}

export function formTokenIn(page: string): string {
  const found = /name="formToken" value="([\w-]+)"/.exec(page)?.[1];
  if (found === undefined) throw new Error('the page has no form token');
  return found;
}
