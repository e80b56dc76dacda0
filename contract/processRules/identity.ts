import type { OperatingSystem } from './rule.ts';

/** What a probe knows of a running process. More fields make a disguise harder; `name` is enough. */
export interface ProcessIdentity {
  /** Name as the system lists it. */
  readonly name: string;
  /** File that runs; `''` where the probe could not read it. */
  readonly path?: string;
  /** macOS bundle id. */
  readonly bundleId?: string;
  /** macOS: team id of the signature. */
  readonly teamId?: string;
  /** Windows: OriginalFilename of the version resource, which a renamed file keeps. */
  readonly originalName?: string;
  /** Windows: who signed the file. */
  readonly signer?: string;
  /** Linux: `flatpak:ID`, `snap:NAME` or `debian:NAME`. */
  readonly packageId?: string;
}

/** The form in which two names are the same name. Linux tells upper case from lower, the others do not. */
export function comparable(name: string, system: OperatingSystem): string {
  const bare = whole(name).replace(system === 'macos' ? /\.(exe|app)$/i : /\.exe$/i, '');
  return system === 'linux' ? bare : bare.toLowerCase();
}

/** An original name stands in a language file as `calc.exe.mui` (Windows, "MUI resource management"). */
export function comparableOriginal(name: string): string {
  return comparable(name.trim().replace(/\.mui$/i, ''), 'windows');
}

/** Ids and signers: no ending is anything but a part of them. */
export function comparableId(id: string): string {
  return whole(id).toLowerCase();
}

/** macOS hands out file names decomposed (NFD), a teacher types them composed. */
function whole(name: string): string {
  return name.trim().normalize('NFC');
}

/**
 * The names a process goes by: as listed, its file's, and on macOS those of the applications it is a part
 * of, since a helper of `Foo.app` runs under a name of its own.
 */
export function namesOf({ name, path }: ProcessIdentity, system: OperatingSystem): string[] {
  const parts = partsOf(path ?? '', system);
  const applications = system === 'macos' ? parts.filter((part) => /\.app$/i.test(part)) : [];
  return [name, parts.at(-1) ?? '', ...applications]
    .map((each) => comparable(each, system))
    .filter((each) => each !== '');
}

function partsOf(path: string, system: OperatingSystem): string[] {
  return path.split(system === 'windows' ? /[\\/]/ : '/').filter((part) => part !== '');
}

/** Folders that have another name on each machine, and what they are called in a rule. Windows as `/`. */
const OWN_FOLDERS: Readonly<Record<OperatingSystem, readonly (readonly [RegExp, string])[]>> = {
  windows: [
    [/^[a-z]:\/program files( \(x86\)| \(arm\))?\//, '%programfiles%/'],
    [/^[a-z]:\/users\/[^/]+\/appdata\/local\//, '%localappdata%/'],
    [/^[a-z]:\/users\/[^/]+\/appdata\/roaming\//, '%appdata%/'],
    [/^[a-z]:\/programdata\//, '%programdata%/'],
    [/^[a-z]:\/windows\//, '%systemroot%/'],
  ],
  macos: [[/^\/users\/[^/]+\/applications\//, '/applications/']],
  linux: [[/^\/home\/[^/]+\//, '~/']],
};

/** A path in the form in which a rule's and a process's are compared. */
export function placeOf(path: string, system: OperatingSystem): string {
  const trimmed = whole(path);
  const same = system === 'windows' ? trimmed.replaceAll('\\', '/') : trimmed;
  const folded = system === 'linux' ? same : same.toLowerCase();
  for (const [own, named] of OWN_FOLDERS[system])
    if (own.test(folded)) return folded.replace(own, named);
  return folded;
}

/** The place itself and every folder around it, the nearest first. */
export function placesAround(path: string, system: OperatingSystem): string[] {
  const place = placeOf(path, system);
  const around = [place];
  for (let end = place.lastIndexOf('/'); end > 0; end = place.lastIndexOf('/', end - 1))
    around.push(place.slice(0, end + 1));
  return around;
}
