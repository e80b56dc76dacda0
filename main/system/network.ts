/** What asking the institution's server for a small known answer gave. */
export interface PingAnswer {
  /** `ours`: the server itself answered; `foreign`: something else did, as a hotspot's sign-in page. */
  readonly from: 'ours' | 'foreign' | 'nobody';
  readonly milliseconds: number;
}

export interface NetworkReading {
  readonly answer: PingAnswer;
  /** Whether the OS believes to have a network at all. */
  readonly online: boolean;
  /** Traffic to the server goes through a proxy. */
  readonly proxied: boolean;
}

export interface NetworkSources {
  readonly serverUrl: string;
  /** Must not follow redirects, and must answer `nobody` instead of rejecting when there is no answer. */
  readonly ping: () => Promise<PingAnswer>;
  /** Electron's `session.resolveProxy`: `DIRECT`, or a list such as `PROXY host:port`. */
  readonly resolveProxy: (url: string) => Promise<string>;
  /** Electron's `net.isOnline()`. */
  readonly isOnline: () => boolean;
}

/** One ping, and the two hints that say why it may have failed. */
export async function readNetwork(sources: NetworkSources): Promise<NetworkReading> {
  const [answer, proxy] = await Promise.all([
    sources.ping(),
    sources.resolveProxy(sources.serverUrl),
  ]);
  return { answer, online: sources.isOnline(), proxied: !/^\s*DIRECT\s*$/i.test(proxy) };
}
