import { afterAll, beforeAll, expect, it } from 'vitest';
import { addPerson } from '../pages/support/staff.ts';
import { startStaffedServer, type StaffedServer } from '../support/staffedServer.ts';

let staffed: StaffedServer;
beforeAll(async () => {
  staffed = await startStaffedServer('PGlite');
});
afterAll(() => staffed.close());

it('a sign-in is changed after a second question alone', async () => {
  const { server, staff } = staffed;
  const id = await addPerson(server, { name: 'vera', role: 'proctor' });
  const hashOf = async (): Promise<string | null> => {
    const row = await server.deps.database
      .selectFrom('staff')
      .select('passwordHash')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    return row.passwordHash;
  };
  const before = await hashOf();
  const form = `/staff/people/${id}/sign-in`;
  for (const [what, title] of [
    ['password_reset', 'Give vera a one-time password?'],
    ['signed_out', 'Sign vera out everywhere?'],
  ] as const) {
    const asked = await (await staff.post(form, { what })).text();
    expect(asked).toMatch(new RegExp(`<dialog[^]*${title.replace('?', '\\?')}`));
    expect(asked).not.toContain('class="one-time"');
  }
  expect(await hashOf()).toBe(before);
  const done = await staff.post(form, { what: 'password_reset', confirmed: 'yes' });
  expect(await done.text()).toContain('class="one-time"');
  expect(await hashOf()).not.toBe(before);
});
