import { setTimeout as wait } from 'node:timers/promises';
import { _electron, type ElectronApplication } from 'playwright';
import { z } from 'zod';
import { DEFAULT_PROOF_MESSAGE } from '../../../contract/http.ts';
import { seesQuestions } from '../../e2e/support/answerQuiz.ts';
import { reachExam } from '../../e2e/support/reachExam.ts';
import { openWorld, type World } from '../../e2e/support/world.ts';
import { readMemory, readProcessorTime } from '../machine/processTree.ts';
import { compare, type Comparison, type Pair } from '../series.ts';
import type { Setting } from '../setting.ts';

/** How long the exam page has been shown when memory is read (milliseconds). */
const SETTLED = 10_000;

export interface ExamMemory {
  /** Bytes, of all processes together. */
  readonly pss: Comparison;
  readonly uss: Comparison;
  readonly processes: Comparison;
  /** Share of one core, 0–1, while nobody does anything; only when it was asked for. */
  readonly idle?: Comparison;
}

interface Reading {
  readonly pss: number;
  readonly uss: number;
  readonly processes: number;
  readonly idle: number;
}

/**
 * The product in the exam beside a bare window with one view, both showing the same page of the sample
 * LMS, both driven by the same tool.
 * @param idleSeconds how long to watch the processors afterwards; 0 leaves it out
 */
export async function measureExamMemory(
  setting: Setting,
  runs: number,
  idleSeconds: number,
): Promise<ExamMemory> {
  const world = await openWorld();
  try {
    const readings: { bare: Reading; product: Reading }[] = [];
    for (let run = 1; run <= runs; run += 1) {
      await setting.quiet.wait();
      const bare = await bareExam(world, setting, run, idleSeconds);
      await setting.quiet.wait();
      const product = await productExam(world, setting, idleSeconds);
      readings.push({ bare, product });
      setting.say(`memory ${run} of ${runs}: bare ${inMb(bare)}, product ${inMb(product)}`);
    }
    const of = (key: keyof Reading): Comparison =>
      compare(
        readings.map(({ bare, product }): Pair => ({ bare: bare[key], product: product[key] })),
      );
    return {
      pss: of('pss'),
      uss: of('uss'),
      processes: of('processes'),
      ...(idleSeconds > 0 ? { idle: of('idle') } : {}),
    };
  } finally {
    await world.close();
  }
}

async function productExam(
  world: World,
  { product }: Setting,
  idleSeconds: number,
): Promise<Reading> {
  const sitting = await reachExam(world, {}, { folder: product });
  try {
    return await read(sitting.candidate.app.application, idleSeconds);
  } finally {
    await sitting.close();
  }
}

async function bareExam(
  world: World,
  { bare, scratch }: Setting,
  run: number,
  idleSeconds: number,
): Promise<Reading> {
  const sessionId = `bare-${run}`;
  const { parameters } = await world.lms.addSample('start-on-campus-high', { sessionId });
  const entry = z.url().parse(parameters['sessionUrl']);
  const application = await _electron.launch({
    args: [`--user-data-dir=${scratch}/bare-view-profile`, bare.viewApp, entry],
  });
  try {
    const isExam = (url: string): boolean => url.startsWith(world.lms.url);
    const exam =
      application.windows().find((page) => isExam(page.url())) ??
      (await application.waitForEvent('window', { predicate: (page) => isExam(page.url()) }));
    await exam.getByRole('button', { name: /attempt quiz/i }).click();
    await exam.locator('#proof-cover').waitFor();
    await exam.evaluate(`setInterval(() => postMessage('${DEFAULT_PROOF_MESSAGE}', '*'), 100)`);
    await seesQuestions(exam);
    return await read(application, idleSeconds);
  } finally {
    await application.close();
  }
}

async function read(application: ElectronApplication, idleSeconds: number): Promise<Reading> {
  const { pid } = application.process();
  if (pid === undefined) throw new Error('the app has ended');
  await wait(SETTLED);
  const memory = await readMemory(pid);
  if (idleSeconds === 0) return { ...memory, idle: 0 };
  const before = await readProcessorTime(pid);
  await wait(idleSeconds * 1000);
  const idle = ((await readProcessorTime(pid)) - before) / (idleSeconds * 1000);
  return { ...memory, idle };
}

const inMb = ({ pss, uss }: Reading): string =>
  `${Math.round(pss / 1024 ** 2)} MB PSS, ${Math.round(uss / 1024 ** 2)} MB USS`;
