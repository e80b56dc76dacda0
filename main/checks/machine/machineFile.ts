import { z } from 'zod';
import { HardwareReading } from '../../system/hardwareReading.ts';
import { SessionReading } from '../../system/sessionReading.ts';

/** Where some of a machine's values come from. */
export const ValueSource = z.strictObject({
  /** Names of fields of `hardware` and `session`; each field that is set is named by one source. */
  values: z.array(z.string().min(1)).min(1),
  /**
   * `verbatim`: the value, or for a yes or no the words that say it, stand so in an output that was
   * published or that these probes read.
   * `derived`: it follows from what is known of such a machine, and `source` says from what.
   */
  how: z.enum(['verbatim', 'derived']),
  /**
   * Address of the published output, with the words quoted where the address alone does not lead to
   * them; without an address, the quoted line by which the output is found again.
   */
  source: z.string().min(10),
});

/**
 * A machine as a file: what `--diagnose` writes, what `npm run verdict` reads and what the recorded
 * machines in test/fixtures/machines are. Serial numbers, UUIDs, whole hardware addresses and names of
 * people or of other machines never are in it.
 */
export const MachineFile = z.strictObject({
  /** What machine this is, in one line. */
  what: z.string().min(1),
  /** Day of the reading, `2026-11-22`; set by `--diagnose`. */
  readOn: z.iso.date().exactOptional(),
  /** Version of the app whose probes read it; set by `--diagnose`. */
  readBy: z.string().exactOptional(),
  /** What the machine really is, where somebody knows. */
  kind: z.enum(['physical', 'guest']).exactOptional(),
  /** Whether somebody sat at it through a network. */
  remote: z.boolean().default(false),
  /** What the verdicts are to be. `why` explains a guest that is missed. */
  expected: z
    .strictObject({
      machine: z.enum(['clean', 'suspicious', 'virtual']),
      session: z.enum(['clean', 'suspicious', 'remote']).default('clean'),
      why: z.string().exactOptional(),
    })
    .exactOptional(),
  sources: z.array(ValueSource).default([]),
  hardware: HardwareReading,
  session: SessionReading.exactOptional(),
});
export type MachineFile = z.infer<typeof MachineFile>;

/** The faults of a file, one line each: the field, then the cause. */
export function faultsOf(error: z.ZodError): string[] {
  return error.issues.flatMap((issue) => {
    const place = issue.path.map(String).join('.');
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => `${place === '' ? key : `${place}.${key}`}: no such field`);
    }
    return [`${place === '' ? 'the whole file' : place}: ${issue.message}`];
  });
}
