/**
 * Bundle ids by pid, from `lsappinfo list`: one entry an application, its `bundleID="…"` some lines
 * before its `pid = …`. Entries without a bundle have `bundleID=[ NULL ]` and are left out.
 */
export function parseApplications(text: string): ReadonlyMap<number, string> {
  const entries = text.split(/^\s*\d+\) /m).slice(1);
  return new Map(
    entries.flatMap((entry): [number, string][] => {
      const bundleId = /bundleID="([^"]+)"/.exec(entry)?.[1];
      const pid = /^\s*pid = (\d+)/m.exec(entry)?.[1];
      return bundleId === undefined || pid === undefined ? [] : [[Number(pid), bundleId]];
    }),
  );
}
