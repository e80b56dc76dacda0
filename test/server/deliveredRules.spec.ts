import { createPublicKey } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { EventsAnswer } from '../../contract/http.ts';
import { namedRule, RULE_SET_VERSION } from '../../contract/processRules.ts';
import { deliveredRules } from '../../main/deliveredRules.ts';
import { acceptedRuleSets } from '../../main/system/acceptedRuleSets.ts';
import { newKey, signRuleSet } from '../../scripts/rules/keys.ts';
import { listIncidents } from '../../server/storage/incidents.ts';
import { silentLog } from '../fakes/log.ts';
import { event, openApp } from './support/app.ts';
import { parameters } from './support/lms.ts';
import { startTestServer } from './support/server.ts';

const folder = mkdtempSync(join(tmpdir(), 'delivered-rules-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const { privatePem, publicPem } = newKey();
const file = join(folder, 'rules.json');
const publicKey = join(folder, 'public.pem');
writeFileSync(publicKey, publicPem);

/** What the server hands out from its next start on. */
function handOut(version: number): string {
  const rule = { ...namedRule('future.exe'), id: `future-${version}`, category: 'assistant' };
  const issuedAt = '2026-11-22T00:00:00Z';
  const set = { format: 'invigil-rules-1', version, issuedAt, issuer: 'University', rules: [rule] };
  const document = JSON.stringify(signRuleSet(JSON.stringify(set), privatePem));
  writeFileSync(file, document);
  return document;
}

/** The app of a computer whose administrators named the key. */
const ruleGrant = deliveredRules({
  keys: [createPublicKey(publicPem)],
  accepted: acceptedRuleSets(join(folder, 'accepted')),
  log: silentLog,
});

it('a rule set reaches the app as it was signed, and an older one later is refused and told', async () => {
  const newer = RULE_SET_VERSION + 5;
  const document = handOut(newer);
  const first = await startTestServer({ config: { rules: { file, publicKey } } });
  const address = 'https://proctor.uni.example/';
  const { grant } = await openApp(first, parameters(first));
  expect(grant.ruleSet).toBe(document);
  const ruled = await ruleGrant(address, grant);
  // What the app makes of the set is what the server made of it.
  expect(ruled).toMatchObject({ grant: { policy: grant.policy } });
  expect(ruled.incident).toBeUndefined();
  expect(grant.policy.processes.forbidden.map(({ id }) => id)).toEqual([`future-${newer}`]);
  await first.close();

  handOut(newer - 1);
  const second = await startTestServer({ config: { rules: { file, publicKey } } });
  const app = await openApp(second, parameters(second));
  expect(app.grant.policy.processes.forbidden.map(({ id }) => id)).toEqual([`future-${newer - 1}`]);
  const { grant: held, incident } = await ruleGrant(address, app.grant);
  expect(held.policy.processes.forbidden.map(({ id }) => id)).toEqual([`future-${newer}`]);
  const reported = event(second, { type: 'incident', incident });
  const answer = EventsAnswer.parse((await app.send(reported)).body);
  expect(answer.accepted).toEqual([reported.id]);
  expect(await listIncidents(second.deps.database, app.grant.id)).toMatchObject([
    { kind: 'rules_refused', evidence: [{ code: 'rules_not_newer', values: { version: newer } }] },
  ]);
  await second.close();
});

it('a server with no set of its own hands out none', async () => {
  const server = await startTestServer();
  const { grant } = await openApp(server, parameters(server));
  expect(grant.ruleSet).toBeUndefined();
  await server.close();
});
