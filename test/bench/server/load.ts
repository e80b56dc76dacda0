import autocannon from 'autocannon';

/** As many browsers and apps as speak at once. */
export const CONNECTIONS = 50;
/** A load that takes longer is ended (milliseconds), one answer that takes longer is a failure (s). */
const LIMIT = 60_000;
const ANSWER_LIMIT = 20;

export interface Shot {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Load {
  readonly perSecond: number;
  /** Milliseconds, whole ones. */
  readonly p50: number;
  readonly p99: number;
}

/**
 * Sends each request once, over fifty connections of this machine, as fast as answers come.
 * @param inTurn so many shots that follow each other are one app's: each of them is sent when the one
 * before it is answered, as an app does
 * @throws when anything but success was answered: a refusal is faster than the work
 */
export async function fire(url: string, shots: readonly Shot[], inTurn = 1): Promise<Load> {
  const { origin, pathname } = new URL(url);
  let next = 0;
  const running = autocannon({
    url: origin,
    connections: Math.min(CONNECTIONS, shots.length / inTurn),
    amount: shots.length,
    timeout: ANSWER_LIMIT,
    requests: Array.from({ length: inTurn }, (_each, step) => ({
      method: 'POST',
      path: pathname,
      setupRequest(request, context) {
        if (step === 0) {
          context.row = next;
          next += inTurn;
        }
        const shot = shots[(context.row ?? 0) + step];
        if (shot === undefined) throw new Error('more requests were sent than there are');
        return { ...request, body: shot.body, headers: { ...request.headers, ...shot.headers } };
      },
    })),
  });
  const limit = setTimeout(() => running.stop(), LIMIT);
  const result = await running;
  clearTimeout(limit);
  const done = result['2xx'];
  if (done !== shots.length)
    throw new Error(
      `${url}: ${done} of ${shots.length} succeeded; ${result.non2xx} refused, ${result.errors} failed, ${result.timeouts} too late`,
    );
  const seconds = (result.finish.getTime() - result.start.getTime()) / 1000;
  return { perSecond: done / seconds, p50: result.latency.p50, p99: result.latency.p99 };
}
