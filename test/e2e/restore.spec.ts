import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { sandboxArguments } from '../bench/app/launch.ts';
import { JOURNAL_NAME } from '../../main/system/restoreJournal.ts';
import { readSelection } from '../escape/support/programs.ts';
import { ownFolder, REPOSITORY } from './support/folders.ts';

const run = promisify(execFile);

async function restore(userData: string): Promise<string> {
  const electron = process.env['INVIGIL_ELECTRON'] ?? '';
  const { ELECTRON_RUN_AS_NODE: _plainNode, ...environment } = process.env;
  const { stdout } = await run(electron, [...sandboxArguments, REPOSITORY, '--restore'], {
    env: { ...environment, INVIGIL_USER_DATA: userData },
    timeout: 30_000,
  });
  return stdout.trim();
}

const clipboard = () => readSelection('clipboard');

it('gives back by one command what an exam that ended badly left, and once', async () => {
  const folder = await ownFolder('restore');
  const journal = path.join(folder.path, JOURNAL_NAME);
  const entry = { entry: 1, measure: 'clipboard', before: { mode: 'private' } };
  await writeFile(journal, `${JSON.stringify(entry)}\n`);
  await run('sh', ['-c', 'printf "from the exam" | xclip -selection clipboard >/dev/null 2>&1']);
  expect(await clipboard()).toBe('from the exam');

  expect(await restore(folder.path)).toBe('given back: clipboard');
  expect(await clipboard()).toBe('');
  expect(existsSync(journal)).toBe(false);
  expect(await restore(folder.path)).toBe('nothing to give back');
  await folder.remove();
});
