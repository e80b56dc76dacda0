import { app, safeStorage } from 'electron';
import type { KeyObject } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { acceptedRuleSets, type AcceptedRuleSets } from './system/acceptedRuleSets.ts';
import type { AppIdentity } from './system/appIdentity.ts';
import { osStore } from './system/electronVersions.ts';
import { openLog, type Log } from './system/log.ts';
import {
  managedSettingsFile,
  readManagedPolicy,
  readManagedSettings,
} from './system/managedSettings.ts';
import {
  savedSessionFile,
  type SavedSession,
  type SavedSessionFile,
} from './system/savedSession.ts';
import { JOURNAL_NAME } from './system/restoreJournal.ts';
import { trustedServers, type TrustedServers } from './system/trustedServers.ts';
import { openVault, type Vault } from './system/vault.ts';
import { openNativeWindows, type NativeWindows } from './system/windows/native.ts';

/** Everything that the app keeps on disk, under its user data folder, and what reads Windows. */
export interface Stores {
  readonly log: Log;
  readonly vault: Vault;
  readonly saved: SavedSessionFile;
  /** What an earlier run left, read once. */
  readonly before: SavedSession | undefined;
  readonly trusted: TrustedServers;
  /** Whose signature a delivered rule set needs; undefined where administrators name nobody. */
  readonly ruleSetKeys: readonly KeyObject[] | undefined;
  readonly acceptedRules: AcceptedRuleSets;
  readonly outboxFolder: string;
  /** What lockdown changed on the machine. */
  readonly journalPath: string;
  readonly native: NativeWindows | undefined;
}

/** To be called once Electron is ready: before, the operating system's store cannot be asked. */
export async function openStores(identity: AppIdentity): Promise<Stores> {
  const folder = app.getPath('userData');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const log = openLog(path.join(folder, 'logs'), identity.acceptsTestMeans);
  const { version, build, manifest } = identity;
  // Longer words are taken for secrets, and enough of it to be compared by eye.
  const packed = manifest === undefined ? 'from a checkout' : `manifest ${manifest.slice(0, 16)}`;
  log.info(`Invigil ${version}, ${build}, ${packed}, Electron ${process.versions.electron}`);
  const native = openNativeWindows({
    platform: process.platform,
    arch: process.arch,
    resources: process.resourcesPath,
    warn: (message, cause) => log.error(message, cause),
  });
  const store = osStore(safeStorage, process.platform);
  const vault = await openVault({ folder, store, log });
  const saved = savedSessionFile(path.join(folder, 'session.sealed'), vault, log);
  const [before, managed] = await Promise.all([
    saved.read(),
    readManagedSettings(managedSettingsFile(process.platform, process.env), log),
  ]);
  const byPolicy = native === undefined ? [] : readManagedPolicy(native.registry, log);
  const confirmed = path.join(folder, 'confirmed-servers.json');
  return {
    log,
    vault,
    saved,
    before,
    trusted: await trustedServers(confirmed, [...managed.trustedServers, ...byPolicy], log),
    ruleSetKeys: managed.ruleSetKeys,
    acceptedRules: acceptedRuleSets(path.join(folder, 'rule-sets')),
    outboxFolder: path.join(folder, 'outbox'),
    journalPath: path.join(folder, JOURNAL_NAME),
    native,
  };
}
