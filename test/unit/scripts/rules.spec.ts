import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { RULE_SET_VERSION } from '../../../contract/processRules.ts';
import { RuleSet } from '../../../contract/processRules/ruleSetDocument.ts';
import { runRules } from '../../../scripts/rules/run.ts';

let folder: string;

/** What a rule that was made of another must not claim too. */
const NOTHING = { bundleIds: [], paths: [], signers: [] };

async function run(...args: string[]): Promise<{ code: number; said: string }> {
  const lines: string[] = [];
  const code = await runRules(args, {
    folder,
    ordinaryNames: path.join(import.meta.dirname, '../../fixtures/processNames'),
    say: (line) => lines.push(line),
    now: () => new Date('2026-11-22T00:00:00Z'),
  });
  return { code, said: lines.join('\n') };
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'rules-'));
});

describe('npm run rules', () => {
  it('says which rule each name meets, where, and whether it is preset', async () => {
    const { code, said } = await run('obs64.exe', 'parsecd', 'notes', 'chrome.exe');
    expect(code).toBe(0);
    expect(said).toMatch(
      /^obs64\.exe\n {2}windows: obs \(OBS Studio, recorder\), by its name, preset/,
    );
    expect(said).toMatch(/parsecd\n {2}windows: parsec .*\n {2}macos: no rule\n {2}linux: parsec/);
    expect(said).toMatch(/notes\n {2}windows: no rule\n {2}macos: apple_notes .* not preset\n/);
    expect(said).toMatch(/chrome\.exe\n {2}windows: chrome .*, not preset/);
  });

  it('reads a path, a bundle id and a package as what they are', async () => {
    const { said } = await run(
      '/opt/zoom/anything',
      'us.zoom.xos',
      'com.slack.Slack',
      'H7UGFBUGV6',
    );
    expect(said).toContain('linux: zoom (Zoom, conference), by its path');
    expect(said).toContain('macos: zoom (Zoom, conference), by its signature');
    expect(said).toContain('linux: slack (Slack, messenger), by its package');
    expect(said).toContain('macos: teamviewer (TeamViewer, remote_access), by its signature');
  });

  it('signs a changed rule set and says what it would change, mistakes among it', async () => {
    expect((await run('--new-key', 'keys')).code).toBe(0);
    expect((await run('--new-key', 'other')).code).toBe(0);
    expect((await run('--export', 'rules.json', '--issuer', 'University')).code).toBe(0);
    const file = path.join(folder, 'rules.json');
    const ruleSet = RuleSet.parse(JSON.parse(await readFile(file, 'utf8')));
    const rules = ruleSet.rules.filter(({ id }) => id !== 'zoom');
    const [first] = rules;
    if (first === undefined) throw new Error('nothing was exported');
    rules.push({ ...first, id: 'mistake', windows: ['notepad.exe'], ...NOTHING });
    await writeFile(
      file,
      JSON.stringify({ ...ruleSet, version: ruleSet.version + 1, rules: rules.map(own) }),
    );
    const signed = await run(
      ...['--sign', 'rules.json', '--private-key', 'keys/private.pem', '--out', 'signed.json'],
    );
    expect(signed).toMatchObject({ code: 0 });

    const { code, said } = await run('--dry-run', 'signed.json', '--public-key', 'keys/public.pem');
    expect(code).toBe(0);
    expect(said).toContain(`version ${RULE_SET_VERSION + 1} of University`);
    expect(said).toContain('signature: good');
    expect(said).toContain('1 added, 1 removed, 0 changed');
    expect(said).toContain('newly forbidden by preset: mistake');
    expect(said).toContain('no longer forbidden by preset: zoom');
    expect(said).toContain('! notepad.exe on windows, an ordinary program, would meet mistake');

    const stranger = await run('--dry-run', 'signed.json', '--public-key', 'other/public.pem');
    expect(stranger.code).toBe(1);
    expect(stranger.said).toMatch(/^refused: unknown_key/);
  });

  it('says how it is used, and which file could not be used', async () => {
    for (const args of [[], ['--faster'], ['--sign', 'x'], ['obs', '--dry-run', 'x']])
      expect(await run(...args)).toMatchObject({ code: 2 });
    await writeFile(path.join(folder, 'none.json'), '{}');
    expect((await run('--dry-run', 'none.json')).said).toMatch(/^refused: unreadable/);
    await expect(run('--dry-run', 'missing.json')).rejects.toThrow(/missing\.json/);
  });
});

/** The first rule keeps its names; the mistake that was made of it has none of them. */
function own(rule: RuleSet['rules'][number]): RuleSet['rules'][number] {
  if (rule.id !== 'mistake') return rule;
  return { ...rule, macos: [], linux: [] };
}
