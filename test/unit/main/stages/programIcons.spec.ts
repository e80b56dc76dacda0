import { expect, it } from 'vitest';
import { fileWithIcon, programIcons } from '../../../../main/stages/programIcons.ts';
import { keptLog } from '../../../fakes/log.ts';
import { policyAt } from '../../../fakes/policy.ts';

const running = [
  { pid: 10, name: 'AnyDesk.exe', started: '5', path: 'C:\\AnyDesk.exe' },
  { pid: 11, name: 'Discord.exe', started: '6', path: 'C:\\Discord.exe' },
  { pid: 12, name: 'slack.exe', started: '7' },
  { pid: 13, name: 'diary.exe', started: '8', path: 'C:\\diary.exe' },
];

function icons(iconOf: ((file: string) => Promise<Uint8Array | undefined>) | undefined) {
  const log = keptLog();
  let readings = 0;
  const ask = programIcons({
    sessions: { current: () => ({ grant: { policy: policyAt('medium') } }) } as never,
    system: {
      readProcesses() {
        readings += 1;
        return Promise.resolve({ system: 'windows', processes: running });
      },
    },
    ownPid: 1,
    iconOf,
    log,
  });
  return { ask, log, readings: () => readings };
}

it('are those of the forbidden programs that were asked for, from one reading', async () => {
  const files: string[] = [];
  const { ask, readings } = icons((file) => {
    files.push(file);
    return Promise.resolve(new Uint8Array([file.length]));
  });
  expect(await ask(['anydesk', 'slack', 'diary', 'discord'])).toEqual({
    anydesk: new Uint8Array([14]),
    discord: new Uint8Array([14]),
  });
  expect(files).toEqual(['C:\\AnyDesk.exe', 'C:\\Discord.exe']);
  expect(readings()).toBe(1);
});

it('that cannot be read are left out, which the log says', async () => {
  const { ask, log } = icons((file) =>
    file.includes('AnyDesk') ? Promise.reject(new Error('no icon')) : Promise.resolve(undefined),
  );
  expect(await ask(['anydesk', 'discord'])).toEqual({});
  expect(log.lines.join()).toContain('anydesk');
});

it('are none where the system has none, and nothing is read for them', async () => {
  const { ask, readings } = icons(undefined);
  expect(await ask(['anydesk'])).toEqual({});
  expect(readings()).toBe(0);
});

it('belong to the application on macOS', () => {
  const inside = '/Applications/Discord.app/Contents/Frameworks/H.app/Contents/MacOS/H';
  expect(fileWithIcon(inside)).toBe('/Applications/Discord.app');
  expect(fileWithIcon('C:\\x.app\\y.exe')).toBe('C:\\x.app\\y.exe');
});
