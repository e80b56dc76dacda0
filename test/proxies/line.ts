import { CLIENT_API, SessionState } from '../../contract/http.ts';
import { bearer } from '../server/support/app.ts';
import { until } from '../server/support/until.ts';

/** An app's open line, and what came over it. */
export interface Line {
  /** @throws Error when no such state comes within `patience` milliseconds */
  tells(wanted: (state: SessionState) => boolean, patience: number): Promise<void>;
  hasEnded(): boolean;
  close(): void;
}

export async function openLine(url: string, token: string): Promise<Line> {
  const ending = new AbortController();
  const response = await fetch(`${url}/${CLIENT_API.live}`, {
    headers: bearer(token),
    signal: ending.signal,
  });
  if (response.body === null || response.status !== 200) throw new Error(String(response.status));
  const states: SessionState[] = [];
  let ended = false;
  const listen = async (body: ReadableStream<Uint8Array>): Promise<void> => {
    const decoder = new TextDecoder();
    let text = '';
    for await (const piece of body) {
      text += decoder.decode(piece, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const data = /^data: (.*)$/m.exec(block)?.[1];
        if (data !== undefined) states.push(SessionState.parse(JSON.parse(data)));
      }
    }
  };
  // Cut off or closed by us: ended all the same.
  const over = (): void => {
    ended = true;
  };
  void listen(response.body).then(over, over);
  return {
    tells: (wanted, patience) => until(() => states.some(wanted), patience),
    hasEnded: () => ended,
    close: () => ending.abort(),
  };
}
