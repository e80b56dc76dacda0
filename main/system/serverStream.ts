import { net, type ClientRequest, type Session } from 'electron';
import { CLIENT_API, StreamAnswer } from '../../contract/http.ts';
import { readAnswer, unreachable } from './serverAnswer.ts';
import type { SessionAccess } from './serverClient.ts';

/** One body on its way to the server, piece by piece. */
export interface ServerStream {
  /** Resolves when the network has taken the piece. */
  readonly write: (piece: Uint8Array) => Promise<void>;
  readonly end: () => Promise<StreamAnswer>;
  readonly abort: () => void;
}

export type OpenStream = (access: SessionAccess, id: string) => ServerStream;

/** From the last piece to the answer (milliseconds). */
const ANSWERED_WITHIN = 15_000;

/** Streams over a session of Electron's: `fetch` would hold the body back until it is whole. */
export function openStreamIn(session: Session): OpenStream {
  return ({ server, accessToken }, id) => {
    const request = net.request({
      method: 'POST',
      url: new URL(CLIENT_API.stream(id), server).href,
      session,
      redirect: 'error',
      credentials: 'omit',
    });
    request.chunkedEncoding = true;
    request.setHeader('authorization', `Bearer ${accessToken}`);
    request.setHeader('content-type', 'video/webm');
    const answer = answerTo(request).then(({ status, text }) =>
      readAnswer(status, text, StreamAnswer),
    );
    // A failure is told by whichever of `write` and `end` comes next.
    answer.catch(() => undefined);
    return {
      write: (piece) =>
        Promise.race([
          new Promise<void>((taken) => request.write(Buffer.from(piece), undefined, () => taken())),
          answer.then(() => undefined),
        ]),
      end() {
        request.end();
        const late = setTimeout(() => request.abort(), ANSWERED_WITHIN);
        const given = new Promise<never>((_resolve, reject) => {
          request.on('abort', () => reject(unreachable('no answer in time')));
        });
        return Promise.race([answer, given]).finally(() => clearTimeout(late));
      },
      abort: () => request.abort(),
    };
  };
}

function answerTo(request: ClientRequest): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void => reject(unreachable(error));
    request.on('error', fail);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', fail);
      response.on('aborted', () => fail(new Error('the connection was cut')));
      response.on('end', () =>
        resolve({ status: response.statusCode, text: Buffer.concat(chunks).toString('utf8') }),
      );
    });
  });
}
