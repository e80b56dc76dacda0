/**
 * Which flatpak or snap a process belongs to, in the form of a rule's `packages`. A snap's files lie under
 * its name; a flatpak's under /app, whichever it is, and its id is in the name of its control group
 * (systemd's `app-flatpak-ID-NUMBER.scope`).
 * @param readCgroup reads /proc/PID/cgroup; asked only where the file's place leaves it open
 */
export function packageOf(file: string, readCgroup: () => string): string | undefined {
  const snap = /^\/snap\/([^/]+)\//.exec(file)?.[1];
  if (snap !== undefined) return `snap:${snap}`;
  if (!file.startsWith('/app/') && !file.startsWith('/newroot/app/')) return undefined;
  let cgroup: string;
  try {
    cgroup = readCgroup();
  } catch {
    // Gone meanwhile, or none of ours to look at: its name and its file are known all the same.
    return undefined;
  }
  const flatpak = /\/app-flatpak-(.+)-\d+\.scope/.exec(cgroup)?.[1];
  // systemd writes a hyphen of the id as \x2d.
  return flatpak === undefined ? undefined : `flatpak:${flatpak.replaceAll('\\x2d', '-')}`;
}
