import path from 'node:path';
import { readProcessorTime } from '../machine/processTree.ts';
import { compare, type Comparison, type Pair } from '../series.ts';
import type { Setting } from '../setting.ts';
import { launch, sandboxArguments, type Program } from './launch.ts';

export interface ColdStart {
  /** Milliseconds from the spawn to the first contentful paint. */
  readonly firstPaint: Comparison;
  /** Processor time of all processes until then, milliseconds; hardly moved by a busy machine. */
  readonly work: Comparison;
}

interface Start {
  readonly firstPaint: number;
  readonly work: number;
}

/**
 * Times both apps' first screen by turns. The first start of each, with a fresh profile and cold
 * caches, is not counted.
 */
export async function measureColdStart(setting: Setting, runs: number): Promise<ColdStart> {
  const { quiet, say } = setting;
  await timeStart(bareReact(setting));
  await timeStart(productApp(setting));
  const starts: { bare: Start; product: Start }[] = [];
  for (let run = 1; run <= runs; run += 1) {
    await quiet.wait();
    const bare = await timeStart(bareReact(setting));
    await quiet.wait();
    const product = await timeStart(productApp(setting));
    starts.push({ bare, product });
    say(`start ${run} of ${runs}: bare ${bare.firstPaint} ms, product ${product.firstPaint} ms`);
  }
  const of = (key: keyof Start): Comparison =>
    compare(starts.map(({ bare, product }): Pair => ({ bare: bare[key], product: product[key] })));
  return { firstPaint: of('firstPaint'), work: of('work') };
}

async function timeStart(program: Program): Promise<Start> {
  const app = launch(program);
  try {
    return { firstPaint: await app.reached('fcp'), work: await readProcessorTime(app.pid) };
  } finally {
    await app.end();
  }
}

function bareReact({ executable, bare, scratch }: Setting): Program {
  const profile = `--user-data-dir=${path.join(scratch, 'bare-profile')}`;
  const args = [...sandboxArguments, '-r', bare.hook, profile, bare.reactApp, bare.page];
  return { executable, args };
}

function productApp({ executable, bare, product, scratch }: Setting): Program {
  return {
    executable,
    args: [...sandboxArguments, '-r', bare.hook, product],
    environment: { INVIGIL_USER_DATA: path.join(scratch, 'product-profile') },
  };
}
