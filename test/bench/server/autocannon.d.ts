/** The part of autocannon 9 that the benchmarks use; it comes without types of its own. */
declare module 'autocannon' {
  interface Request {
    readonly method?: string;
    readonly path?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
    /** Called once for every request that is sent. */
    readonly setupRequest?: (request: Request, context: Context) => Request;
  }

  /** A connection's own, new whenever it begins with the first of the requests again. */
  interface Context {
    row?: number;
  }

  interface Options {
    readonly url: string;
    readonly connections: number;
    /** How many requests to send in all. */
    readonly amount: number;
    /** Of one request, s. */
    readonly timeout: number;
    readonly requests: readonly Request[];
  }

  interface Result {
    readonly '2xx': number;
    readonly non2xx: number;
    readonly errors: number;
    readonly timeouts: number;
    readonly start: Date;
    readonly finish: Date;
    /** Milliseconds. */
    readonly latency: { readonly p50: number; readonly p99: number; readonly max: number };
  }

  interface Instance extends Promise<Result> {
    stop(): void;
  }

  export default function autocannon(options: Options): Instance;
}
