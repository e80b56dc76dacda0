import { readFile } from 'node:fs/promises';
import { availableParallelism, platform, release, totalmem } from 'node:os';

/** The class of a machine, in words that name no machine. */
export async function describeMachine(): Promise<string> {
  const processors = await readFile('/proc/cpuinfo', 'utf8');
  const kind = /^flags\s.*\bhypervisor\b/m.test(processors) ? 'virtual machine' : 'machine';
  const gigabytes = Math.round(totalmem() / 1024 ** 3);
  const kernel = /^\d+\.\d+/.exec(release())?.[0] ?? '';
  const system = platform() === 'linux' ? `Linux ${kernel}` : platform();
  return `a ${kind} with ${availableParallelism()} cores and ${gigabytes} GB, ${system}, Node ${process.versions.node}`;
}
