import { existsSync } from 'node:fs';
import type { BuiltPackage } from './packages.ts';
import { run, succeed } from './command.ts';

/** Another apt may hold the lock; s. */
const lock = ['-o', 'DPkg::Lock::Timeout=500'];
const quiet = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, limit: 600_000 };

/** As an administrator installs a downloaded package; its dependencies come from Debian. */
export async function install({ deb }: BuiltPackage): Promise<string> {
  return succeed(['apt-get', ...lock, 'install', '-y', '--no-install-recommends', deb], quiet);
}

/** With its configuration, and nothing else: what it depends on was perhaps there before. */
export async function remove({ name }: BuiltPackage): Promise<string> {
  return succeed(['apt-get', ...lock, 'purge', '-y', name], quiet);
}

export async function isInstalled({ name }: BuiltPackage): Promise<boolean> {
  const { output } = await run(['dpkg-query', '-W', '-f', '${db:Status-Status}', name]);
  return output === 'installed';
}

/** Everything that the package put on the machine, folders of others left out. */
export async function installedFiles({ name }: BuiltPackage): Promise<string[]> {
  const listed = await succeed(['dpkg-query', '-L', name]);
  return listed.split('\n').filter((file) => file.includes('nvigil') && existsSync(file));
}
