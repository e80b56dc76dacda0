import { FuseV1Options } from '@electron/fuses';

/** @typedef {NonNullable<import('electron-builder').Configuration['electronFuses']>} FuseOptions */

/**
 * A fuse that electron-builder can set gets its key here, or the compiler complains: a new one is an
 * error until it is decided.
 *
 * @typedef {Required<Omit<FuseOptions, 'resetAdHocDarwinSignature'>>} Settable
 * @typedef {{ position: number, on: boolean, reason: string }} Fuse its byte in the fuse wire, what it is set to, and why
 */

/** @type {Record<keyof Settable, Fuse>} What electron-builder.yml sets, in both packages. */
export const settableFuses = {
  runAsNode: {
    position: FuseV1Options.RunAsNode,
    on: false,
    reason: 'ELECTRON_RUN_AS_NODE would turn the app into a Node that runs any script in its name',
  },
  enableCookieEncryption: {
    position: FuseV1Options.EnableCookieEncryption,
    on: true,
    reason: "cookies on disk are sealed with the system's own store",
  },
  enableNodeOptionsEnvironmentVariable: {
    position: FuseV1Options.EnableNodeOptionsEnvironmentVariable,
    on: false,
    reason:
      'NODE_OPTIONS would load code before ours, NODE_EXTRA_CA_CERTS trust a foreign authority',
  },
  enableNodeCliInspectArguments: {
    position: FuseV1Options.EnableNodeCliInspectArguments,
    on: false,
    reason: '--inspect and SIGUSR1 would open a debugger on the main process',
  },
  enableEmbeddedAsarIntegrityValidation: {
    position: FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
    on: true,
    reason: 'Windows and macOS refuse a changed app.asar; on Linux Electron does not look',
  },
  onlyLoadAppFromAsar: {
    position: FuseV1Options.OnlyLoadAppFromAsar,
    on: true,
    reason: 'a folder `app` beside app.asar would go round the line above',
  },
  loadBrowserProcessSpecificV8Snapshot: {
    position: FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
    on: false,
    reason: 'we ship no V8 snapshot, so none is to be loaded',
  },
  grantFileProtocolExtraPrivileges: {
    position: FuseV1Options.GrantFileProtocolExtraPrivileges,
    on: false,
    reason: 'our pages come from app://, and none from file:',
  },
};

/**
 * Fuses of newer Electrons that electron-builder 26 cannot set: kept as Electron ships them. Electron
 * 33 has none of them.
 *
 * @type {Record<string, Fuse>}
 */
export const keptFuses = {
  wasmTrapHandlers: {
    position: 8,
    on: true,
    reason: 'only makes WebAssembly memory checks faster; off would gain nothing',
  },
};
