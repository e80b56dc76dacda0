import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import { z } from 'zod';
import {
  requests,
  type RequestAnswer,
  type RequestName,
  type RequestOutput,
} from '../../contract/channels.ts';
import type { Log } from '../system/log.ts';

type Parsed<K extends RequestName> = z.output<(typeof requests)[K]['input']>;

/** Whoever answers nothing need not say so. */
type Answer<Output> = [Output] extends [undefined]
  ? void | Promise<void>
  : Output | Promise<Output>;

/** An answer to every request; forgetting one is a type error. */
export type Answers = {
  readonly [K in RequestName]: (input: Parsed<K>) => Answer<RequestOutput<K>>;
};

interface Deps {
  /** Judged at once: the frame that sent may be gone a moment later. */
  readonly isOurPage: (event: IpcMainInvokeEvent) => boolean;
  readonly log: Log;
}

/** Registers every request of the contract once: sender, then input, then the answer, then output. */
export function answerRequests({ isOurPage, log }: Deps, answers: Answers): void {
  for (const name of Object.keys(requests) as RequestName[]) {
    const { input, output } = requests[name];
    const answer = answers[name] as (value: unknown) => unknown;
    ipcMain.handle(name, async (event, raw: unknown): Promise<RequestAnswer> => {
      if (!isOurPage(event)) {
        log.warn(`a page that is not ours asked for ${name}`);
        return { ok: false, message: `refused: ${name}` };
      }
      try {
        const value = await answer(parse(name, 'input', input, raw));
        return { ok: true, value: parse(name, 'output', output, value) };
      } catch (error) {
        log.error(`${name} failed`, error);
        return { ok: false, message: error instanceof Error ? error.message : String(error) };
      }
    });
  }
}

function parse(name: string, side: string, schema: z.ZodType, value: unknown): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Error(`${name}: wrong ${side}: ${z.prettifyError(parsed.error)}`);
}
