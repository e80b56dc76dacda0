import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { compareRuleSets } from '../../contract/processRules/compareRuleSets.ts';
import {
  openRuleSet,
  parseJson,
  RuleSet,
  type CheckSignature,
} from '../../contract/processRules/ruleSetDocument.ts';
import { ALL_RULES, RULE_SET_VERSION, type OperatingSystem } from '../../contract/processRules.ts';
import { answerFor, describeChange, ordinaryMet } from './answers.ts';
import { checkWith, newKey, signRuleSet } from './keys.ts';
import { readOptions, type Options } from './options.ts';

export interface Surroundings {
  /** Where relative paths begin. */
  readonly folder: string;
  /** Folder of the lists of ordinary process names, a file a system. */
  readonly ordinaryNames: string;
  readonly say: (line: string) => void;
  readonly now: () => Date;
}

/** Exit code: 0 done, 1 refused, 2 not understood. */
export async function runRules(args: readonly string[], around: Surroundings): Promise<number> {
  let options: Options;
  try {
    options = readOptions(args);
  } catch (error) {
    around.say(error instanceof Error ? error.message : String(error));
    return 2;
  }
  return perform(options, around);
}

async function perform(options: Options, around: Surroundings): Promise<number> {
  const at = (file: string) => path.resolve(around.folder, file);
  const read = (file: string) => readFile(at(file), 'utf8');
  switch (options.task) {
    case 'names':
      for (const name of options.names) answerFor(name).forEach(around.say);
      return 0;
    case 'dry-run': {
      const { publicKey } = options;
      const check = publicKey === undefined ? undefined : checkWith(await read(publicKey));
      return dryRun(await read(options.file), check, around);
    }
    case 'export':
      await writeFile(at(options.file), `${exported(options.issuer, around.now())}\n`);
      around.say(`written: ${options.file}`);
      return 0;
    case 'new-key': {
      const { privatePem, publicPem } = newKey();
      await mkdir(at(options.folder), { recursive: true });
      await writeFile(path.join(at(options.folder), 'private.pem'), privatePem, {
        mode: 0o600,
        flag: 'wx',
      });
      await writeFile(path.join(at(options.folder), 'public.pem'), publicPem, { flag: 'wx' });
      around.say(`written: ${options.folder}/private.pem and public.pem`);
      return 0;
    }
    case 'sign': {
      const text = await read(options.file);
      const parsed = parseJson(RuleSet, text);
      if (!parsed.success) return refuse(around, 'unreadable', parsed.cause);
      const signed = signRuleSet(JSON.stringify(parsed.data), await read(options.privateKey));
      await writeFile(at(options.out), `${JSON.stringify(signed, null, 2)}\n`);
      around.say(`written: ${options.out}, version ${parsed.data.version}, key ${signed.key}`);
      return 0;
    }
  }
}

function dryRun(text: string, check: CheckSignature | undefined, around: Surroundings): number {
  const { say, ordinaryNames } = around;
  const opened = openRuleSet(text, check ?? (() => 'good'), 0);
  if (!opened.opened) return refuse(around, opened.fault, opened.cause);
  const { version, issuer, issuedAt, rules } = opened.ruleSet;
  say(`version ${version} of ${issuer}, ${issuedAt}; at hand is version ${RULE_SET_VERSION}`);
  say(check === undefined ? 'signature: not judged, no key was given' : 'signature: good');
  if (version <= RULE_SET_VERSION) say('it is not newer, so no app would take it');
  describeChange(compareRuleSets(ALL_RULES, rules)).forEach(say);
  ordinaryMet(rules, (system) => namesOf(ordinaryNames, system)).forEach(say);
  return 0;
}

function refuse({ say }: Surroundings, fault: string, cause: string): number {
  say(`refused: ${fault}: ${cause}`);
  return 1;
}

function exported(issuer: string, now: Date): string {
  const ruleSet: RuleSet = {
    format: 'invigil-rules-1',
    version: RULE_SET_VERSION,
    issuedAt: now.toISOString(),
    issuer,
    rules: [...ALL_RULES],
  };
  return JSON.stringify(ruleSet, null, 2);
}

function namesOf(folder: string, system: OperatingSystem): string[] {
  return readFileSync(path.join(folder, `${system}.txt`), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
}
