/**
 * A fault for the log: where it happened and of what kind, without its message, which may quote a value
 * of a request or a row. A fault of the database is told by its code and the place in the schema.
 */
export function describeFault(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error };
  const facts = error as Error & Record<string, unknown>;
  const told = ['code', 'table', 'column', 'constraint', 'routine']
    .filter((key) => typeof facts[key] === 'string')
    .map((key) => [key, facts[key]] as const);
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { kind: error.name, ...Object.fromEntries(told), at: frames.map((line) => line.trim()) };
}
