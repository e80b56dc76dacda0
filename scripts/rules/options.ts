import { parseArgs } from 'node:util';

export const USAGE = `usage: npm run rules -- NAME…
         which rule each name, path or bundle id meets, on which system, and whether it is preset
       npm run rules -- --dry-run FILE [--public-key PEM]
         what the signed rule set in FILE would change; without a key its signature is not judged
       npm run rules -- --export FILE [--issuer WHO]
         writes the rule set of this version, to be changed and signed
       npm run rules -- --new-key FOLDER
         writes a new private.pem and public.pem
       npm run rules -- --sign FILE --private-key PEM --out FILE
         signs a rule set`;

export type Options =
  | { readonly task: 'names'; readonly names: readonly string[] }
  | { readonly task: 'dry-run'; readonly file: string; readonly publicKey?: string }
  | { readonly task: 'export'; readonly file: string; readonly issuer: string }
  | { readonly task: 'new-key'; readonly folder: string }
  | {
      readonly task: 'sign';
      readonly file: string;
      readonly privateKey: string;
      readonly out: string;
    };

/** @throws with the usage when anything is not understood */
export function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      'dry-run': { type: 'string' },
      'public-key': { type: 'string' },
      export: { type: 'string' },
      issuer: { type: 'string', default: 'Invigil' },
      'new-key': { type: 'string' },
      sign: { type: 'string' },
      'private-key': { type: 'string' },
      out: { type: 'string' },
    },
  });
  const tasks: Options[] = [];
  const { 'dry-run': dryRun, 'public-key': publicKey, sign, 'private-key': privateKey } = values;
  const { out, export: exported, 'new-key': folder, issuer } = values;
  if (positionals.length > 0) tasks.push({ task: 'names', names: positionals });
  if (dryRun !== undefined)
    tasks.push({
      task: 'dry-run',
      file: dryRun,
      ...(publicKey === undefined ? {} : { publicKey }),
    });
  if (exported !== undefined) tasks.push({ task: 'export', file: exported, issuer });
  if (folder !== undefined) tasks.push({ task: 'new-key', folder });
  if (sign !== undefined && privateKey !== undefined && out !== undefined)
    tasks.push({ task: 'sign', file: sign, privateKey, out });
  const [task] = tasks;
  if (task === undefined || tasks.length > 1) throw new Error(USAGE);
  return task;
}
