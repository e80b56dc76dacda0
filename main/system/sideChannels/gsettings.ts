import type { SettingSources, SettingWay } from './quietSettings.ts';

/** A setting of GNOME and its relatives, through their own tool. */
export function gsettingsWay(schema: string, key: string) {
  return ({ run }: Pick<SettingSources, 'run'>): SettingWay => {
    const ask = async (...words: string[]): Promise<string> =>
      (await run('gsettings', words)).trim();
    // The tool is missing, or the schema is: this desktop has no such setting.
    const read = () => ask('get', schema, key).catch(() => undefined);
    return {
      read,
      async write(value) {
        // What stood at its default goes back to following it.
        await ask('reset', schema, key);
        if ((await read()) === value) return;
        await ask('set', schema, key, String(value));
        // A schema that an administrator locked, or one that nothing keeps, stays as it was.
        if ((await read()) !== value) throw new Error(`${schema} ${key} does not stay ${value}`);
      },
    };
  };
}
