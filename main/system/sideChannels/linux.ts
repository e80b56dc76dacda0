import type { RunCommand } from '../command.ts';
import { hasSessionBus } from './quietSettings.ts';

/** Names under which programs that link a phone serve the session's bus while they run. */
const PHONE_LINKS: Readonly<Record<string, string>> = {
  'org.kde.kdeconnect': 'KDE Connect',
  'org.gnome.Shell.Extensions.GSConnect': 'GSConnect',
  'ca.andyholmes.Valent': 'Valent',
};

/** Who runs that links a phone, by what the session's bus lists; nobody where it is not to be asked. */
export async function linuxPhoneLinks(
  run: RunCommand,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string[]> {
  if (!hasSessionBus(environment)) return [];
  const method = 'org.freedesktop.DBus.ListNames';
  const call = ['--dest', 'org.freedesktop.DBus', '--object-path', '/org/freedesktop/DBus'];
  return namesOnBus(await run('gdbus', ['call', '--session', ...call, '--method', method]));
}

/** `(['org.freedesktop.DBus', ':1.4', 'org.kde.kdeconnect'],)`. Pure. */
export function namesOnBus(text: string): string[] {
  const names = [...text.matchAll(/'([^']+)'/g)].map(([, name = '']) => name);
  return names.flatMap((name) => PHONE_LINKS[name] ?? []);
}
