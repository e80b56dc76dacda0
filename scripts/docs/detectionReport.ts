import { judgeRemoteSession, sessionSignals, SESSION_CAPS } from '../../main/checks/machine/remoteSession.ts';
import type { Signal } from '../../main/checks/machine/signals.ts';
import {
  judgeVirtualMachine,
  machineSignals,
  MACHINE_CAPS,
  SUSPICIOUS,
  VIRTUAL,
} from '../../main/checks/machine/virtualMachine.ts';
import { recordedMachines, type Machine } from '../../test/fixtures/machines/machine.ts';
import { share } from './binomial.ts';
import { table } from './markdown.ts';

type Recorded = ReturnType<typeof recordedMachines>[number];

/** `docs/detection-report.md`: every recorded machine, its signs and its verdict, and how often they err. */
export function renderDetectionReport(): string {
  const machines = recordedMachines();
  return [
    '# How well guests and remote sessions are told from a machine of the candidate’s own',
    'Made by `npm run docs` from `test/fixtures/machines`; a test fails when it is out of date. One machine: `npm run verdict -- FILE`.',
    intro(machines),
    '## How often it errs',
    rates(machines),
    '## What is missed, and why',
    missed(machines),
    '## What counts how much',
    weights(),
    '## Every machine',
    'Points by class of sign, after the class’s limit. `unseen`: no weight was fitted to it.',
    machineTable(machines.filter(({ machine }) => machine.kind === 'guest')),
    '### Physical machines',
    machineTable(machines.filter(({ machine }) => machine.kind === 'physical')),
    '## Every session',
    sessionTable(machines),
  ].join('\n\n');
}

function intro(machines: readonly Recorded[]): string {
  const count = (fits: (machine: Machine) => boolean) =>
    String(machines.filter(({ machine }) => fits(machine)).length);
  const values = machines.flatMap(({ machine }) => machine.sources);
  const worth = (how: string) =>
    String(values.filter((source) => source.how === how).flatMap((source) => source.values).length);
  const unseen = machines.filter((recorded) => recorded.unseen).length;
  return [
    `${machines.length} machines: ${count(({ kind }) => kind === 'guest')} guests and ${count(({ kind }) => kind === 'physical')} physical ones; somebody sat at ${count(({ remote }) => remote)} of them through a network.`,
    `Of their values ${worth('verbatim')} stand verbatim in a published output and ${worth('derived')} are derived from what is known of such a machine; each file says which and from where. Names without a source are left out.`,
    `The weights were fixed before the ${unseen} machines marked unseen were judged, and none was changed since; which they are follows from a hash of the file’s name (\`test/fixtures/machines/machine.ts\`).`,
    'What this cannot show: the machines were not drawn at random from those of candidates, they were sought for being difficult; and a machine recorded by a few values shows fewer signs than the probes read on a real one.',
  ].join(' ');
}

function rates(machines: readonly Recorded[]): string {
  const whole = machines.map(({ machine }) => machine);
  const part = (fits: (recorded: Recorded) => boolean) =>
    machines.filter(fits).map(({ machine }) => machine);
  const rows = [
    rateRow('all', whole),
    rateRow('the two thirds that weights were fitted to', part(({ unseen }) => !unseen)),
    rateRow('the unseen third', part(({ unseen }) => unseen)),
    rateRow('all, by their verbatim values alone', whole.flatMap(verbatimAlone)),
    rateRow('the unseen third, by its verbatim values alone', part(({ unseen }) => unseen).flatMap(verbatimAlone)),
  ];
  return [
    'Share, and the bounds between which the true one lies with 95 % confidence (Clopper–Pearson, exact, two-sided).',
    table(
      [
        '',
        'physical: blocked',
        'physical: told to the proctor',
        'guests: not blocked',
        'of these not even told',
      ],
      rows,
    ),
    'By their verbatim values alone means: whatever is derived was taken out of the reading before it was judged, and machines of which nothing was left are not counted. Most guests are then known by their names alone, and names alone never block: they are told to the proctor instead.',
    sessionRates(machines),
  ].join('\n\n');
}

function rateRow(name: string, machines: readonly Machine[]): string[] {
  const of = (kind: Machine['kind']) =>
    machines
      .filter((machine) => machine.kind === kind)
      .map((machine) => judgeVirtualMachine(machine.hardware).verdict);
  const physical = of('physical');
  const guests = of('guest');
  const among = (verdicts: readonly string[], ...meant: readonly string[]) =>
    rate(verdicts.filter((verdict) => meant.includes(verdict)).length, verdicts.length);
  return [
    name,
    among(physical, 'virtual'),
    among(physical, 'suspicious'),
    among(guests, 'suspicious', 'clean'),
    among(guests, 'clean'),
  ];
}

function sessionRates(machines: readonly Recorded[]): string {
  const sessions = machines.flatMap(({ machine }) =>
    machine.session === undefined
      ? []
      : [{ remote: machine.remote, verdict: judgeRemoteSession(machine.session).verdict }],
  );
  const local = sessions.filter(({ remote }) => !remote);
  const remote = sessions.filter((session) => session.remote);
  const count = (of: typeof sessions, verdict: string) =>
    of.filter((session) => session.verdict === verdict).length;
  return [
    `Sessions: of ${remote.length} remote ones ${count(remote, 'remote')} are blocked, ${count(remote, 'suspicious')} told to the proctor, and not noticed as sessions are ${rate(count(remote, 'clean'), remote.length)}.`,
    `Of ${local.length} in front of the machine ${count(local, 'remote')} are blocked and ${count(local, 'suspicious')} told.`,
  ].join(' ');
}

/** The machine with only what was published; nothing where nothing of its hardware was. */
function verbatimAlone(machine: Machine): Machine[] {
  const published = new Set(
    machine.sources.filter(({ how }) => how === 'verbatim').flatMap(({ values }) => values),
  );
  const kept = Object.entries(machine.hardware).filter(([name]) => published.has(name));
  if (kept.length === 0) return [];
  const { platform } = machine.hardware;
  return [{ ...machine, hardware: { ...Object.fromEntries(kept), platform, unread: [] } }];
}

function missed(machines: readonly Recorded[]): string {
  const lines = machines.flatMap(({ name, machine }) => {
    const { kind, remote, hardware, session, what, expected } = machine;
    const { verdict } = judgeVirtualMachine(hardware);
    const sitting = session === undefined ? undefined : judgeRemoteSession(session).verdict;
    const misses = [
      ...(kind === 'guest' && verdict !== 'virtual' ? [`a guest, ${verdict} as a machine`] : []),
      ...(remote && sitting === 'clean' ? ['used from elsewhere, clean as a session'] : []),
    ];
    if (misses.length === 0) return [];
    return [`- \`${name}\`, ${what}: ${misses.join('; ')}. Why: ${expected.why ?? 'not explained'}.`];
  });
  return lines.length === 0 ? 'Nothing.' : lines.join('\n');
}

function weights(): string {
  const rows = (caps: Readonly<Record<string, number>>) =>
    Object.entries(caps).map(([name, most]) => [name, String(most)]);
  return [
    `Signs of one class tell of the same fact, so a class counts at most its limit. A machine is suspicious from ${SUSPICIOUS} points (the start is allowed, the proctor is told) and virtual from ${VIRTUAL} (blocked unless the exam allows it). What could not be read counts nothing.`,
    table(['class of the machine', 'at most'], rows(MACHINE_CAPS)),
    table(['class of the session', 'at most'], rows(SESSION_CAPS)),
  ].join('\n\n');
}

function machineTable(machines: readonly Recorded[]): string {
  return table(
    ['machine', 'what', 'signs', 'points', 'verdict', ''],
    machines.map(({ name, unseen, machine }) => {
      const { points, verdict } = judgeVirtualMachine(machine.hardware);
      const signs = byClass(machineSignals(machine.hardware), MACHINE_CAPS);
      return [`\`${name}\``, machine.what, signs, String(points), verdict, unseen ? 'unseen' : ''];
    }),
  );
}

function sessionTable(machines: readonly Recorded[]): string {
  const rows = machines.flatMap(({ name, unseen, machine: { session, remote } }) => {
    if (session === undefined) return [];
    const { points, verdict } = judgeRemoteSession(session);
    const signs = byClass(sessionSignals(session), SESSION_CAPS);
    const where = remote ? 'elsewhere' : 'in front of it';
    return [[`\`${name}\``, where, signs, String(points), verdict, unseen ? 'unseen' : '']];
  });
  return table(['machine', 'the candidate sits', 'signs', 'points', 'verdict', ''], rows);
}

/** `identity 75, processor 60`: what each class of signs counts. */
function byClass(signals: readonly Signal[], caps: Readonly<Record<string, number>>): string {
  const sums = new Map<string, number>();
  for (const { class: name, weight } of signals) {
    sums.set(name, Math.min(caps[name] ?? 0, (sums.get(name) ?? 0) + weight));
  }
  return [...sums].map(([name, sum]) => `${name} ${sum}`).join(', ');
}

/** `0 of 30 (0 %; 0 to 11.6 %)`. */
function rate(count: number, of: number): string {
  if (of === 0) return 'none to count';
  const percent = (part: number) => `${(part * 100).toFixed(1).replace(/\.0$/, '')} %`;
  const { low, high } = share(count, of);
  return `${count} of ${of} = ${percent(count / of)} (${percent(low)} to ${percent(high)})`;
}
