import { hashPassword } from '../../../server/pages/staff/passwords.ts';
import type { Role } from '../../../server/proctorexam/roles.ts';
import { addUser } from '../../../server/storage/apiUsers.ts';
import { keepInstitute } from '../../../server/storage/institutes.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { ProcwiseClient, signIn } from './client.ts';

export const PASSWORD = 'a long password of the tests';

/** Hashing is slow on purpose, so it is done once. */
const passwordHash = hashPassword(PASSWORD);

/** A server with one institute in its configuration. */
export function startInstituteServer(
  options: Parameters<typeof startTestServer>[0] & { institute?: object } = {},
): Promise<TestServer> {
  const institutes = [{ id: 'uni', name: 'University of the North', ...options.institute }];
  return startTestServer({ ...options, config: { institutes, ...options.config } });
}

export interface Member {
  readonly client: ProcwiseClient;
  readonly id: number;
  readonly instituteId: number;
  readonly token: string;
  readonly secret: string;
}

let members = 0;

/** A user of an institute, signed in as a stranger's client does it. */
export async function join(
  server: TestServer,
  role: Role = 'administrator',
  institute = 'uni',
): Promise<Member> {
  members += 1;
  const email = `user${String(members)}@uni.example`;
  const { database, sealing } = server.deps;
  const at = server.clock.now();
  const instituteId = await keepInstitute(database, { externalId: institute, name: institute, at });
  const user = { instituteId, email, name: `User ${String(members)}`, role, at };
  await addUser(database, sealing, { ...user, passwordHash: await passwordHash });
  const { body } = await signIn(server.url, email, PASSWORD);
  const token = String(body['api_token']);
  const secret = String(body['secret_key']);
  const now = (): number => server.clock.now();
  const client = new ProcwiseClient({ base: server.url, token, secret, now });
  return { client, id: Number(body['id']), instituteId, token, secret };
}
