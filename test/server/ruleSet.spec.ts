import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  ALL_RULES,
  namedRule,
  PRESET_RULES,
  RULE_SET_VERSION,
  type ProcessRule,
} from '../../contract/processRules.ts';
import { newKey, signRuleSet } from '../../scripts/rules/keys.ts';
import { ConfigError } from '../../server/config.ts';
import { handedOutRules } from '../../server/ruleSet.ts';

const folder = mkdtempSync(join(tmpdir(), 'rules-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const { privatePem, publicPem } = newKey();
const future: ProcessRule = { ...namedRule('future.exe'), id: 'future', category: 'assistant' };

function put(name: string, content: string): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

function signed(version: number, pem = privatePem): string {
  const ruleSet = {
    format: 'invigil-rules-1',
    version,
    issuedAt: '2026-11-22T00:00:00Z',
    issuer: 'University',
    rules: [...ALL_RULES.filter(({ id }) => id !== 'zoom'), future],
  };
  return put(`v${String(version)}.json`, JSON.stringify(signRuleSet(JSON.stringify(ruleSet), pem)));
}

const publicKey = put('public.pem', publicPem);

describe('the rules that a server hands out', () => {
  it('are this version’s own unless it is told of others', () => {
    expect(handedOutRules(undefined, () => undefined).preset).toBe(PRESET_RULES);
  });

  it('are those of a newer signed set', () => {
    const file = signed(RULE_SET_VERSION + 1);
    const { version, preset } = handedOutRules({ file, publicKey }, () => undefined);
    expect(version).toBe(RULE_SET_VERSION + 1);
    const ids = preset.map(({ id }) => id);
    expect(ids).toContain('future');
    expect(ids).not.toContain('zoom');
    expect(ids).not.toContain('firefox');
  });

  it('are its own again once the program itself is newer, which is said', () => {
    const said: string[] = [];
    const file = signed(RULE_SET_VERSION);
    const { preset } = handedOutRules({ file, publicKey }, (cause) => said.push(cause));
    expect(preset).toBe(PRESET_RULES);
    expect(said.join()).toContain(`version ${String(RULE_SET_VERSION)}`);
  });

  it.each<[string, () => { file: string; publicKey: string }, RegExp]>([
    [
      'another key signed',
      () => ({ file: signed(90, newKey().privatePem), publicKey }),
      /rules\.file: unknown_key/,
    ],
    ['is none', () => ({ file: put('none.json', '{}'), publicKey }), /rules\.file: unreadable/],
    ['is not there', () => ({ file: join(folder, 'gone.json'), publicKey }), /rules\.file: ENOENT/],
    [
      'no key can judge',
      () => ({ file: signed(91), publicKey: put('no.pem', 'no key') }),
      /rules\.publicKey: /,
    ],
  ])('a set that %s keeps the server from starting, and says why', (_what, rules, cause) => {
    expect(() => handedOutRules(rules(), () => undefined)).toThrow(ConfigError);
    expect(() => handedOutRules(rules(), () => undefined)).toThrow(cause);
  });
});
