import { existsSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import type { LockdownPolicy } from '../../../../contract/lockdownPolicy.ts';
import { restoreFromJournal } from '../../../../main/lockdown/index.ts';
import { policyAt } from '../../../fakes/policy.ts';
import { Surroundings } from './lockdown.ts';

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

function exchanging(): LockdownPolicy {
  const policy = policyAt('medium', { desktopAppAllowedProcesses: ['excel'] });
  return { ...policy, clipboard: { ...policy.clipboard, exchangeWithAllowedApplications: true } };
}

describe('the clipboard', () => {
  it('is left alone without the secure browser', async () => {
    const around = new Surroundings();
    around.clipboard = 'mine';
    await around.hold(policyAt('off'));
    expect(around.clipboard).toBe('mine');
  });

  it('is emptied at the start and given back at the end', async () => {
    const around = new Surroundings();
    around.clipboard = 'mine';
    const lockdown = await around.hold(policyAt('basic'));
    expect(around.clipboard).toBe('');
    expect(around.kinds()).toContain('clipboard_emptied');
    expect(JSON.stringify(around.incidents)).not.toContain('mine');
    around.app.emit('browser-window-blur');
    around.clipboard = 'copied in between';
    around.app.emit('browser-window-focus');
    await settled();
    expect(around.clipboard).toBe('copied in between');
    await lockdown.release();
    expect(around.clipboard).toBe('mine');
  });

  it('keeps the exam’s own text in the exam, and others’ out', async () => {
    const around = new Surroundings();
    const lockdown = await around.hold(policyAt('medium'));
    expect(around.kinds()).not.toContain('clipboard_emptied');
    around.clipboard = 'my answer';
    around.app.emit('browser-window-blur');
    await settled();
    expect(around.clipboard).toBe('');
    around.clipboard = 'from elsewhere';
    around.app.emit('browser-window-focus');
    await settled();
    expect(around.clipboard).toBe('my answer');
    expect(around.incidents.at(-1)?.evidence[0]?.code).toBe('clipboard_from_outside');
    await lockdown.release();
    expect(around.clipboard).toBe('');
  });

  it('takes marked text for a second clipboard, on Linux alone', async () => {
    const around = new Surroundings();
    around.marked = 'marked before';
    await around.hold(policyAt('high'));
    expect(around.marked).toBe('');
    around.marked = 'marked elsewhere';
    around.app.emit('browser-window-focus');
    await settled();
    expect(around.marked).toBe('');

    const elsewhere = new Surroundings();
    elsewhere.platform = 'win32';
    elsewhere.marked = 'no such thing there';
    await elsewhere.hold(policyAt('high'));
    expect(elsewhere.marked).toBe('no such thing there');
  });

  it('keeps its order when focus flickers', async () => {
    const around = new Surroundings();
    await around.hold(policyAt('high'));
    around.clipboard = 'my answer';
    for (let flicker = 0; flicker < 3; flicker += 1) {
      around.app.emit('browser-window-blur');
      around.app.emit('browser-window-focus');
    }
    await settled();
    expect(around.clipboard).toBe('my answer');
    expect(around.kinds()).not.toContain('clipboard_emptied');
  });

  it('is exchanged with an allowed application in front, and with no other', async () => {
    const around = new Surroundings();
    await around.hold(exchanging());
    around.clipboard = 'a table';
    around.foreground = { name: 'excel' };
    around.app.emit('browser-window-blur');
    await settled();
    expect(around.clipboard).toBe('a table');
    around.clipboard = 'its sum';
    around.app.emit('browser-window-focus');
    await settled();
    expect(around.clipboard).toBe('its sum');
    around.foreground = { name: 'firefox' };
    around.app.emit('browser-window-blur');
    await settled();
    expect(around.clipboard).toBe('');
  });
});

describe('after a crash', () => {
  const deps = (around: Surroundings, warnings: string[] = []) => ({
    electron: around.electron() as unknown as Parameters<typeof restoreFromJournal>[1]['electron'],
    settings: around.settings(),
    warn: (message: string) => warnings.push(message),
  });

  it('text of a private exam does not stay behind', async () => {
    const around = new Surroundings();
    await around.hold(policyAt('high'));
    around.clipboard = 'my answer';
    expect(await restoreFromJournal(around.journalPath, deps(around))).toEqual(['clipboard']);
    expect(around.clipboard).toBe('');
    expect(existsSync(around.journalPath)).toBe(false);
    expect(await restoreFromJournal(around.journalPath, deps(around))).toEqual([]);
  });

  it('what was copied since a basic exam stays', async () => {
    const around = new Surroundings();
    await around.hold(policyAt('basic'));
    around.clipboard = 'copied since';
    await restoreFromJournal(around.journalPath, deps(around));
    expect(around.clipboard).toBe('copied since');
  });

  it('finds in the journal no content, and nobody else may read it', async () => {
    const around = new Surroundings();
    around.clipboard = 'a password';
    await around.hold(policyAt('high'));
    expect(readFileSync(around.journalPath, 'utf8')).not.toContain('password');
    if (process.platform !== 'win32') expect(statSync(around.journalPath).mode & 0o777).toBe(0o600);
  });

  it('tells of an entry it cannot undo, and does not keep it for ever', async () => {
    const around = new Surroundings();
    await around.hold(policyAt('high'));
    const broken = {
      clear: vi.fn(() => {
        throw new Error('no display');
      }),
    };
    const warnings: string[] = [];
    const restored = await restoreFromJournal(around.journalPath, {
      ...deps(around, warnings),
      electron: { clipboard: broken } as unknown as Parameters<
        typeof restoreFromJournal
      >[1]['electron'],
    });
    expect(restored).toEqual(['clipboard']);
    expect(warnings).toEqual(['clipboard could not be restored']);
    expect(existsSync(around.journalPath)).toBe(false);
  });
});
