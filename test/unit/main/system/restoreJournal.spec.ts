import { appendFile, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { openJournal, readJournal } from '../../../../main/system/restoreJournal.ts';

let file = '';
beforeEach(async () => {
  file = path.join(await mkdtemp(path.join(tmpdir(), 'journal-')), 'new', 'restore.jsonl');
});

describe('the restore journal', () => {
  it('has a change on disk before it is made, and the latest first', async () => {
    const journal = openJournal(file);
    await journal.note('first', { volume: 3 });
    expect(await readFile(file, 'utf8')).toBe(
      '{"entry":1,"measure":"first","before":{"volume":3}}\n',
    );
    await journal.note('second', null);
    expect(await readJournal(file)).toEqual([
      { entry: 2, measure: 'second', before: null },
      { entry: 1, measure: 'first', before: { volume: 3 } },
    ]);
  });

  it('forgets what was undone, and goes when nothing is left', async () => {
    const journal = openJournal(file);
    const first = await journal.note('first', 1);
    const second = await journal.note('second', 2);
    await journal.undone(first);
    expect((await readJournal(file)).map(({ measure }) => measure)).toEqual(['second']);
    await journal.close();
    expect(existsSync(file)).toBe(true);
    await journal.undone(second);
    await journal.close();
    expect(existsSync(file)).toBe(false);
  });

  it('makes no file where nothing was changed', async () => {
    await openJournal(file).close();
    expect(existsSync(file)).toBe(false);
    expect(await readJournal(file)).toEqual([]);
  });

  it('does without a line that a power cut tore', async () => {
    const journal = openJournal(file);
    await journal.note('whole', 1);
    await journal.close();
    await appendFile(file, '{"entry":2,"measure":"to');
    expect((await readJournal(file)).map(({ measure }) => measure)).toEqual(['whole']);
    const later = openJournal(file);
    await later.note('later', 2);
    await later.close();
    expect((await readJournal(file)).map(({ entry }) => entry)).toEqual([2, 1]);
    await writeFile(file, '\u0000\u0000');
    expect(await readJournal(file)).toEqual([]);
  });
});
