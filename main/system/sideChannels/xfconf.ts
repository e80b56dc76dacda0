import type { SettingSources, SettingWay } from './quietSettings.ts';

/** The tool leaves with this when there is no such property: nobody ever set it. */
const NOT_SET = 1;

/** A switch of Xfce, through its own tool. */
export function xfconfWay(channel: string, property: string) {
  return ({ run }: Pick<SettingSources, 'run'>): SettingWay => {
    const ask = (words: readonly string[], codes: readonly number[] = []) =>
      run('xfconf-query', ['-c', channel, '-p', property, ...words], { codes });
    return {
      async read() {
        try {
          return (await ask([], [NOT_SET])).trim() || null;
        } catch {
          // Without the tool there is no Xfce to tell.
          return undefined;
        }
      },
      async write(value) {
        if (value === null) await ask(['-r']);
        else await ask(['-n', '-t', 'bool', '-s', String(value)]);
      },
    };
  };
}
