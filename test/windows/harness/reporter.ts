import type { Result } from './result.ts';

/** The part of node:test's events that a result is made of. */
interface TestEvent {
  readonly type: string;
  readonly data: {
    readonly name?: string;
    readonly nesting?: number;
    readonly skip?: boolean | string;
    readonly details?: {
      readonly duration_ms?: number;
      readonly type?: string;
      readonly error?: { readonly message?: string; readonly cause?: unknown };
    };
  };
}

/** A reporter of node:test: one line of JSON a test, under the group it stands in. */
export default async function* report(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  let group = '';
  for await (const { type, data } of source) {
    if (type === 'test:start' && data.nesting === 0) group = data.name ?? '';
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const isGroup = data.details?.type === 'suite';
    if (isGroup && type === 'test:pass') continue;
    const result: Result = {
      group,
      name: isGroup ? 'is set up and cleared away' : (data.name ?? ''),
      passed: type === 'test:pass',
      milliseconds: Math.round(data.details?.duration_ms ?? 0),
      ...(typeof data.skip === 'string' ? { skipped: data.skip } : {}),
      ...(type === 'test:fail' ? { fault: faultOf(data.details?.error) } : {}),
    };
    // A group fails with its tests; only a fault of its own is worth a line.
    if (isGroup && /subtests? failed/.test(result.fault ?? '')) continue;
    yield `${JSON.stringify(result)}\n`;
  }
}

function faultOf(
  error: { readonly message?: string; readonly cause?: unknown } | undefined,
): string {
  const cause = error?.cause;
  return cause instanceof Error ? (cause.stack ?? cause.message) : (error?.message ?? 'failed');
}
