import { z } from 'zod';

/** As long as what is made of it. Bytes. */
const SECRET_LEAST = 32;

/** A secret of the server's own, from the configuration. */
export const OwnSecret = z.string().refine((secret) => Buffer.byteLength(secret) >= SECRET_LEAST, {
  error: `must be at least ${String(SECRET_LEAST)} bytes`,
});
