import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, type Options } from 'prettier';
import { z } from 'zod';
import { REPOSITORY } from '../../e2e/support/folders.ts';
import { describeMachine } from '../../bench/machine/describe.ts';
import { readRows, renderTable, RecordedOutcome } from './table.ts';

/**
 * Makes the published table of what one run of `npm run escapes` recorded in a folder; with --keep after it
 * the rows of attempts that were not tried stay.
 */
const folder = z.string().parse(process.argv[2]);
const target = path.join(REPOSITORY, 'docs/escape-attempts.md');
const kept = process.argv[3] === '--keep' ? readRows(readFileSync(target, 'utf8')) : [];
const tried = readdirSync(folder)
  .sort()
  .flatMap((name) => readFileSync(path.join(folder, name), 'utf8').split('\n'))
  .filter((line) => line !== '')
  .map((line) => RecordedOutcome.parse(JSON.parse(line)));

const options = JSON.parse(readFileSync(path.join(REPOSITORY, '.prettierrc'), 'utf8')) as Options;
const page = renderTable([...kept, ...tried], await describeMachine());
writeFileSync(target, await format(page, { ...options, parser: 'markdown' }));
process.stdout.write(`docs/escape-attempts.md: ${String(tried.length)} attempts tried\n`);
