import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { namedRule, RULE_SET_VERSION, type ProcessRule } from '../../../contract/processRules.ts';
import { deliveredRules } from '../../../main/deliveredRules.ts';
import { acceptedRuleSets } from '../../../main/system/acceptedRuleSets.ts';
import { readManagedSettings } from '../../../main/system/managedSettings.ts';
import { RuleSetKey } from '../../../main/system/ruleSetKeys.ts';
import { newKey, signRuleSet } from '../../../scripts/rules/keys.ts';
import { keptLog, silentLog } from '../../fakes/log.ts';
import { grant } from '../../fixtures/grant.ts';

const SERVER = 'https://proctor.uni.example/';
const ours = newKey();
const others = newKey();
const future = (name: string): ProcessRule => ({
  ...namedRule(`${name}.exe`),
  id: name,
  category: 'assistant',
});

/** A signed set of one rule, called by its version. */
function signed(version: number, { privatePem } = ours): string {
  const ruleSet = {
    format: 'invigil-rules-1',
    version,
    issuedAt: '2026-11-22T00:00:00.000Z',
    issuer: 'University',
    rules: [future(`program-${version}`)],
  };
  return JSON.stringify(signRuleSet(JSON.stringify(ruleSet), privatePem));
}

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'rule-sets-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const newest = RULE_SET_VERSION + 8;
const own = { desktopAppForbiddenProcesses: undefined };

/** Delivers a document as the next grant of a server; which rules count, and what staff are told. */
async function deliver(ruleSet: string | undefined, server = SERVER, keys = [ours]) {
  const rule = deliveredRules({
    keys: keys.map(({ publicPem }) => createPublicKey(publicPem)),
    accepted: acceptedRuleSets(path.join(folder, 'sets')),
    log: silentLog,
  });
  const given = grant(ruleSet === undefined ? {} : { ruleSet }, own);
  const { grant: ruled, incident } = await rule(server, given);
  const ids = ruled.policy.processes.forbidden.map(({ id }) => id);
  return {
    grant: ruled,
    rules: ids.length === 1 ? ids[0] : 'built in',
    told: incident?.evidence[0]?.code,
    incident,
  };
}

describe('a delivered rule set, where administrators named keys', () => {
  test('is taken when one of them signed it, and goes no further than the lists', async () => {
    const { grant: ruled, rules, told } = await deliver(signed(newest));
    expect([rules, told]).toEqual([`program-${newest}`, undefined]);
    expect(ruled).not.toHaveProperty('ruleSet');
  });

  test('may be signed by any of them', async () => {
    const { rules } = await deliver(signed(newest, others), SERVER, [ours, others]);
    expect(rules).toBe(`program-${newest}`);
  });

  test.each<[string, () => string, string]>([
    ['of another’s key', () => signed(newest, others), 'rules_unknown_key'],
    [
      'changed on the way',
      () => signed(newest).replace('University', 'Universitx'),
      'rules_bad_signature',
    ],
    ['that is none', () => '{"rules":[]}', 'rules_unreadable'],
  ])('%s is refused, said why, and the last good one counts', async (_what, document, code) => {
    expect(await deliver(document())).toMatchObject({ rules: 'built in', told: code });
    await deliver(signed(newest));
    const refused = await deliver(document());
    expect(refused).toMatchObject({ rules: `program-${newest}`, told: code });
    expect(refused.incident).toMatchObject({ kind: 'rules_refused', severity: 'notice' });
    expect(refused.incident?.evidence[0]?.values).toEqual({ version: newest });
  });

  test('older than the last one of that server is a rollback; the same again is not', async () => {
    await deliver(signed(newest));
    const older = await deliver(signed(newest - 1));
    expect(older).toMatchObject({ rules: `program-${newest}`, told: 'rules_not_newer' });
    expect(await deliver(signed(newest))).toMatchObject({ told: undefined });
    const newer = await deliver(signed(newest + 1));
    expect(newer).toMatchObject({ rules: `program-${newest + 1}`, told: undefined });
    // Another server has a history of its own.
    const elsewhere = await deliver(signed(newest - 1), 'https://other.example/');
    expect(elsewhere).toMatchObject({ rules: `program-${newest - 1}`, told: undefined });
    expect(await readdir(path.join(folder, 'sets'))).toHaveLength(2);
  });

  test('that this version has overtaken is no fault, and not used', async () => {
    expect(await deliver(signed(RULE_SET_VERSION))).toMatchObject({
      rules: 'built in',
      told: undefined,
    });
  });

  test('that does not come any more leaves the last good one', async () => {
    expect(await deliver(undefined)).toMatchObject({ rules: 'built in', told: undefined });
    await deliver(signed(newest));
    expect(await deliver(undefined)).toMatchObject({ rules: `program-${newest}`, told: undefined });
  });

  test('kept under a key that counts no more, or torn, is as good as none', async () => {
    await deliver(signed(newest));
    expect(await deliver(undefined, SERVER, [others])).toMatchObject({ rules: 'built in' });
    const [name = ''] = await readdir(path.join(folder, 'sets'));
    await writeFile(path.join(folder, 'sets', name), '{');
    expect(await deliver(undefined)).toMatchObject({ rules: 'built in', told: undefined });
  });

  test('leaves what the exam itself names as it is', async () => {
    const rule = deliveredRules({
      keys: [createPublicKey(ours.publicPem)],
      accepted: acceptedRuleSets(folder),
      log: silentLog,
    });
    const explicit = grant(
      { ruleSet: signed(newest) },
      { desktopAppForbiddenProcesses: ['notes.exe'] },
    );
    const ruled = await rule(SERVER, explicit);
    expect(ruled.grant.policy).toEqual(explicit.policy);
  });
});

test('where nobody named keys the server’s lists count as they are', async () => {
  const rule = deliveredRules({
    keys: undefined,
    accepted: acceptedRuleSets(folder),
    log: silentLog,
  });
  const given = grant({ ruleSet: '{' }, own);
  const { ruleSet: _, ...rest } = given;
  expect(await rule(SERVER, given)).toEqual({ grant: rest });
});

describe('managed settings', () => {
  const read = async (content: object, log = silentLog) => {
    const file = path.join(folder, 'managed.json');
    await writeFile(file, JSON.stringify(content));
    return readManagedSettings(file, log);
  };
  const der = createPublicKey(ours.publicPem).export({ format: 'der', type: 'spki' });

  test('name keys as PEM or as its middle alone', async () => {
    const { ruleSetKeys } = await read({ ruleSetKeys: [ours.publicPem, der.toString('base64')] });
    expect(ruleSetKeys?.map((key) => key.equals(createPublicKey(ours.publicPem)))).toEqual([
      true,
      true,
    ]);
  });

  test('without keys leave the matter to the server', async () => {
    expect(await read({})).toEqual({ trustedServers: [] });
  });

  test('with a key that is none take no rule set at all, and the log names it', async () => {
    const log = keptLog();
    const settings = await read({ ruleSetKeys: [ours.publicPem, 'x'] }, log);
    expect(settings).toEqual({ trustedServers: [], ruleSetKeys: [] });
    expect(log.lines.join()).toContain('ruleSetKeys[1]');
    const other = generateKeyPairSync('x25519').publicKey.export({ format: 'pem', type: 'spki' });
    expect(RuleSetKey.safeParse(other).error?.issues[0]?.message).toBe('is no Ed25519 key');
    expect(await read({ trustedServers: ['x'] })).toEqual({ trustedServers: [] });
  });
});
