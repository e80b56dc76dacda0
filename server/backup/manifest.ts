import { z } from 'zod';

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** `manifest.json` of a backup: what is in it, and the hashes by which a restore knows that it is whole. */
export const Manifest = z.strictObject({
  format: z.literal('invigil backup 1'),
  /** Of the server that wrote it. */
  version: z.string(),
  /** ISO UTC. */
  at: z.iso.datetime(),
  /** The migrations that its tables have seen, in order. */
  migrations: z.array(z.string()).min(1),
  /** One gzipped file of JSON lines a table, in an order in which they can be filled. */
  tables: z.array(
    z.strictObject({
      name: z.string().regex(/^[a-z_]{1,60}$/),
      rows: z.number().int().nonnegative(),
      /** Of the lines, unzipped. */
      sha256: Sha256,
    }),
  ),
  /** Where the sequences stood that number no table's rows. Absent: of a server that had none. */
  sequences: z
    .array(
      z.strictObject({
        name: z.string().regex(/^[a-z_]{1,60}$/),
        last: z.number().int().nonnegative(),
        /** Whether `last` was given to somebody; if not, it is the next. */
        given: z.boolean(),
      }),
    )
    .optional(),
  /** Files of the evidence folder: photos, and secrets that the server made itself. */
  evidence: z.array(
    z.strictObject({
      name: z.string().regex(/^[\w.-]{1,100}$/),
      bytes: z.number().int().nonnegative(),
      sha256: Sha256,
    }),
  ),
});
export type Manifest = z.infer<typeof Manifest>;

/** What cannot be backed up or restored, and why, for the person at the terminal. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}
