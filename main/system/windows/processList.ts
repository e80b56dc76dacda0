import { textOf, type Handle, type Libraries } from './libraries.ts';

/** A process as the system's snapshot lists it. */
export interface NativeProcess {
  readonly pid: number;
  /** 0 where the parent is not known. It may have ended, and its number may be another's by now. */
  readonly parentPid: number;
  /** File name with its ending. */
  readonly name: string;
}

/** What a process tells once it is asked itself. */
export interface NativeProcessFacts {
  /** Creation time, 100 ns since 1601, in decimal digits. */
  readonly started?: string;
  /** Whole path of the program. */
  readonly path?: string;
}

export interface ProcessCalls {
  /** @throws when the system gives no snapshot */
  readonly listProcesses: () => NativeProcess[];
  /** Empty where the process has ended or may not be asked, as with other users' and protected ones. */
  readonly readProcess: (pid: number) => NativeProcessFacts;
}

/** CreateToolhelp32Snapshot's TH32CS_SNAPPROCESS, and PROCESS_QUERY_LIMITED_INFORMATION of OpenProcess. */
const SNAPSHOT_PROCESSES = 0x2;
const QUERY_LIMITED = 0x1000;
const NO_SNAPSHOT = 0xffff_ffff_ffff_ffffn;

/** PROCESSENTRY32W on 64-bit Windows: size of the structure and where its fields lie, bytes. */
const ENTRY = { size: 568, pid: 8, parentPid: 32, name: 44 } as const;
/** The longest path that Windows gives, UTF-16 units. */
const LONGEST_PATH = 32_768;

/** Toolhelp lists all in one call; times and paths are asked of one process at a time. */
export function bindProcesses({ library }: Libraries): ProcessCalls {
  const kernel32 = library('kernel32');
  const snapshot: (flags: number, pid: number) => Handle = kernel32.func(
    'void *CreateToolhelp32Snapshot(uint32_t flags, uint32_t pid)',
  );
  const first: (snapshot: Handle, entry: Buffer) => number = kernel32.func(
    'int Process32FirstW(void *snapshot, void *entry)',
  );
  const next: (snapshot: Handle, entry: Buffer) => number = kernel32.func(
    'int Process32NextW(void *snapshot, void *entry)',
  );
  const open: (access: number, inherit: number, pid: number) => Handle = kernel32.func(
    'void *OpenProcess(uint32_t access, int inherit, uint32_t pid)',
  );
  const close: (handle: Handle) => number = kernel32.func('int CloseHandle(void *handle)');
  const times: (
    process: Handle,
    created: Buffer,
    ended: Buffer,
    kernel: Buffer,
    user: Buffer,
  ) => number = kernel32.func(
    'int GetProcessTimes(void *process, void *created, void *ended, void *kernel, void *user)',
  );
  const imageName: (process: Handle, flags: number, name: Buffer, units: [number]) => number =
    kernel32.func(
      'int QueryFullProcessImageNameW(void *process, uint32_t flags, void *name, _Inout_ uint32_t *units)',
    );

  const entry = Buffer.alloc(ENTRY.size);
  const created = Buffer.alloc(8);
  const unused = [Buffer.alloc(8), Buffer.alloc(8), Buffer.alloc(8)] as const;
  const name = Buffer.alloc(LONGEST_PATH * 2);

  return {
    listProcesses() {
      const taken = snapshot(SNAPSHOT_PROCESSES, 0);
      if (taken === null || taken === NO_SNAPSHOT)
        throw new Error('Windows gave no list of processes');
      try {
        const listed: NativeProcess[] = [];
        entry.writeUInt32LE(ENTRY.size, 0);
        for (let more = first(taken, entry); more !== 0; more = next(taken, entry))
          listed.push({
            pid: entry.readUInt32LE(ENTRY.pid),
            parentPid: entry.readUInt32LE(ENTRY.parentPid),
            name: untilZero(entry.subarray(ENTRY.name)),
          });
        return listed;
      } finally {
        close(taken);
      }
    },
    readProcess(pid) {
      const process = open(QUERY_LIMITED, 0, pid);
      if (process === null) return {};
      try {
        const isTimed = times(process, created, ...unused) !== 0;
        const units: [number] = [LONGEST_PATH];
        const isNamed = imageName(process, 0, name, units) !== 0;
        return {
          ...(isTimed ? { started: created.readBigUInt64LE().toString() } : {}),
          ...(isNamed ? { path: textOf(name, units[0]) } : {}),
        };
      } finally {
        close(process);
      }
    },
  };
}

function untilZero(buffer: Buffer): string {
  const text = buffer.toString('utf16le');
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}
