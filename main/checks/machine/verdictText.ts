import type { Evidence } from '../../../contract/check.ts';
import { appCatalogues } from '../../../contract/text/app.ts';
import type { MachineFile } from './machineFile.ts';
import { judgeRemoteSession, sessionSignals } from './remoteSession.ts';
import type { Signal } from './signals.ts';
import { judgeVirtualMachine, machineSignals, SUSPICIOUS, VIRTUAL } from './virtualMachine.ts';

/** The verdicts on a machine, line by line, for a terminal. Pure. */
export function verdictText(machine: MachineFile): string {
  const judged = judgeVirtualMachine(machine.hardware);
  const lines = [
    machine.what,
    `machine: ${judged.verdict}, ${judged.points} points (suspicious from ${SUSPICIOUS}, virtual from ${VIRTUAL})`,
    ...machineSignals(machine.hardware).map(signalLine),
  ];
  if (machine.session !== undefined) {
    const session = judgeRemoteSession(machine.session);
    lines.push(
      `session: ${session.verdict}, ${session.points} points (suspicious from ${SUSPICIOUS}, remote from ${VIRTUAL})`,
      ...sessionSignals(machine.session).map(signalLine),
    );
  }
  const unread = [...machine.hardware.unread, ...(machine.session?.unread ?? [])];
  if (unread.length > 0) lines.push(`could not be read, and counts nothing: ${unread.join(', ')}`);
  return `${lines.join('\n')}\n`;
}

function signalLine({ class: name, weight, evidence }: Signal): string {
  return `  ${String(weight).padStart(3)} ${name.padEnd(9)} ${evidenceSentence(evidence)}`;
}

/** The English sentence of a piece of evidence. One without a sentence is shown by its code. */
export function evidenceSentence({ code, values }: Evidence): string {
  const sentences: Readonly<Record<string, string>> = appCatalogues.en.evidence;
  const sentence = sentences[code] ?? code;
  return sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
}
