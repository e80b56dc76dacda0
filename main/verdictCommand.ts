import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { faultsOf, MachineFile } from './checks/machine/machineFile.ts';
import { judgeRemoteSession } from './checks/machine/remoteSession.ts';
import { verdictText } from './checks/machine/verdictText.ts';
import { judgeVirtualMachine } from './checks/machine/virtualMachine.ts';

/** Exit codes of `npm run verdict`: what a script wants to know of a machine. */
export const VERDICT_EXIT = {
  clean: 0,
  /** No file was named, or it could not be read or is no machine file. */
  unusable: 2,
  /** The start is allowed, the proctor is told. */
  suspicious: 3,
  /** A guest or a remote session: blocked unless the exam allows it. */
  blocked: 4,
} as const;

export interface CommandAnswer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** `npm run verdict -- FILE`: judges the machine that a file describes. `folder` is where the caller stood. */
export async function verdictCommand(
  args: readonly string[],
  folder: string,
): Promise<CommandAnswer> {
  const [file, ...more] = args;
  if (file === undefined || more.length > 0 || file.startsWith('-')) {
    return refuse('usage: npm run verdict -- FILE');
  }
  let content: unknown;
  try {
    content = JSON.parse(await readFile(path.resolve(folder, file), 'utf8'));
  } catch (error) {
    return refuse(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const parsed = MachineFile.safeParse(content);
  if (!parsed.success) {
    return refuse(
      faultsOf(parsed.error)
        .map((fault) => `${file}: ${fault}`)
        .join('\n'),
    );
  }
  const { hardware, session } = parsed.data;
  const verdicts = [
    judgeVirtualMachine(hardware).verdict,
    ...(session === undefined ? [] : [judgeRemoteSession(session).verdict]),
  ];
  return { code: exitCodeOf(verdicts), stdout: verdictText(parsed.data), stderr: '' };
}

function exitCodeOf(verdicts: readonly string[]): number {
  if (verdicts.includes('virtual') || verdicts.includes('remote')) return VERDICT_EXIT.blocked;
  return verdicts.includes('suspicious') ? VERDICT_EXIT.suspicious : VERDICT_EXIT.clean;
}

function refuse(message: string): CommandAnswer {
  return { code: VERDICT_EXIT.unusable, stdout: '', stderr: `${message}\n` };
}
