import { request, type ClientRequest } from 'node:http';
import { CLIENT_API } from '../../../contract/http.ts';
import type { StaffClient } from '../../server/pages/support/staff.ts';
import { query } from '../../server/support/postgres.ts';
import type { Holder } from './candidate.ts';
import { newTally, type Latencies } from './latencies.ts';
import type { Servers } from './servers.ts';

/** As many apps as listen at once, and of them so many are sent something. */
const LINES = 1_000;
const MESSAGES = 100;
/** Nothing that comes later counts as having come (milliseconds). */
const PATIENCE = 30_000;

export interface Reaching {
  readonly lines: number;
  /** From the press of the button at the desk to the app's line. */
  readonly messages: Latencies;
}

/** What staff press at one process, until it is at the apps, which listen to both. */
export async function measureReaching(
  { urls, database }: Servers,
  holders: readonly Holder[],
  staff: StaffClient,
): Promise<Reaching> {
  const listening = holders.slice(0, LINES);
  const lines = await Promise.all(
    listening.map((holder, index) => openLine(urls[index % 2 === 0 ? 0 : 1], holder)),
  );
  const tally = newTally();
  try {
    for (let number = 0; number < MESSAGES; number += 1) {
      const place = Math.floor((number / MESSAGES) * lines.length);
      const [holder, line] = [listening[place], lines[place]];
      if (holder === undefined || line === undefined) break;
      const [row] = await query(database, `select exam_id from sessions where id = '${holder.id}'`);
      const { exam_id: exam } = row as { exam_id: string };
      const words = `message ${String(number)} of the benchmark`;
      const come = line.hears(words);
      const begun = performance.now();
      const path = `/staff/exams/${exam}/students/${holder.id}/desk/message`;
      const { status } = await staff.post(path, { words, confirmed: 'yes' });
      await come;
      tally.answered(begun, status === 303 ? 200 : status);
    }
  } finally {
    for (const line of lines) line.close();
  }
  return { lines: lines.length, messages: tally.sum() };
}

interface Line {
  hears(words: string): Promise<void>;
  close(): void;
}

function openLine(url: string, { token }: Holder): Promise<Line> {
  let got = '';
  let wanted: { words: string; heard: () => void } | undefined;
  const hear = (text: string): void => {
    got = (got + text).slice(-100_000);
    if (wanted !== undefined && got.includes(wanted.words)) wanted.heard();
  };
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}` };
    const call: ClientRequest = request(`${url}/${CLIENT_API.live}`, { headers, agent: false });
    call.on('error', reject);
    call.on('response', (response) => {
      response.setEncoding('utf8');
      response.on('data', hear);
      // It is broken off at the end.
      response.on('error', () => undefined);
      resolve({
        hears: (words) =>
          new Promise((heard, late) => {
            const timer = setTimeout(() => late(new Error(`${words} did not come`)), PATIENCE);
            wanted = {
              words,
              heard() {
                clearTimeout(timer);
                wanted = undefined;
                heard();
              },
            };
          }),
        close: () => call.destroy(),
      });
    });
    call.end();
  });
}
