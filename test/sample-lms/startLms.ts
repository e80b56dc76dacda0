import { setTimeout as pause } from 'node:timers/promises';
import fastifyCookie from '@fastify/cookie';
import fastifyFormbody from '@fastify/formbody';
import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { ZodError, z } from 'zod';
import { startElsewhere } from './hostile/elsewhere.ts';
import { registerHostile } from './hostile/routes.ts';
import { html } from './html.ts';
import type { Lms, RegisterRoutes } from './lms.ts';
import { sendPage } from './respond.ts';
import { registerAssets } from './routes/assets.ts';
import { registerAttempt } from './routes/attempt.ts';
import { registerCourse } from './routes/course.ts';
import { registerEntry } from './routes/entry.ts';
import { registerExamPages } from './routes/exam.ts';
import { registerHome } from './routes/home.ts';
import { registerHooks } from './routes/hooks.ts';
import { registerInspect } from './routes/inspect.ts';
import { registerProcess } from './routes/process.ts';
import { registerQuizView } from './routes/quizView.ts';
import { registerStarts } from './routes/starts.ts';
import { registerSummary } from './routes/summary.ts';
import { settingsSchema } from './settings.ts';
import type { LmsOptions, LmsSettings } from './settings.ts';
import { addSample, addStart } from './starts.ts';
import type { OfferedStart } from './starts.ts';
import { emptyState } from './state.ts';
import type { LmsState, StartParameters } from './state.ts';

const ROUTES: readonly RegisterRoutes[] = [
  registerAssets,
  registerHome,
  registerStarts,
  registerEntry,
  registerQuizView,
  registerAttempt,
  registerProcess,
  registerSummary,
  registerCourse,
  registerExamPages,
  registerHooks,
  registerInspect,
  registerHostile,
];

/** How long closing waits for calls under way, in ms. */
const LAST_CALLS_MS = 2_000;

/** A running sample LMS. */
export interface RunningLms {
  /** The address candidates use: `publicUrl`, or its own. No slash at the end. */
  readonly url: string;
  /** The address it listens on itself; a TCP proxy connects here. */
  readonly listenUrl: string;
  /** The second origin that the hostile pages aim at. */
  readonly elsewhereUrl: string;
  readonly state: LmsState;
  /** May be changed while it runs; pages served from then on follow. */
  readonly settings: LmsSettings;
  /** Offers an exam with these start parameters as they are. */
  addStart(parameters: StartParameters): Promise<OfferedStart>;
  /** Offers a sample of `test/fixtures/start`, moved to this LMS and to now. */
  addSample(name: string, overrides?: Readonly<Record<string, unknown>>): Promise<OfferedStart>;
  close(): Promise<void>;
}

function answerFaults(app: FastifyInstance): void {
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof ZodError) return reply.code(400).send({ error: z.prettifyError(error) });
    throw error;
  });
  app.setNotFoundHandler((_request, reply) =>
    sendPage(
      reply,
      { title: 'Not found', body: html`<p class="notice">There is no such page.</p>` },
      404,
    ),
  );
}

/** Frame and cache rules that the real pages send. */
function sendSiteHeaders(app: FastifyInstance): void {
  app.addHook('onSend', async (_request, reply, payload) => {
    if (String(reply.getHeader('content-type')).startsWith('text/html')) {
      void reply.header('x-frame-options', 'sameorigin');
      void reply.header('cache-control', 'private, no-cache, no-transform');
    }
    return payload;
  });
}

/** Starts the sample LMS; a fault in the options names its key. */
export async function startLms(options: LmsOptions): Promise<RunningLms> {
  const settings = settingsSchema.parse(options);
  const state = emptyState();
  const elsewhere = await startElsewhere(state, settings.host);
  const lms: Lms = {
    settings,
    state,
    publicUrl: '',
    elsewhereUrl: elsewhere.url,
    pending: new Set(),
  };
  const app = Fastify({ forceCloseConnections: true });
  await app.register(fastifyCookie);
  await app.register(fastifyFormbody);
  sendSiteHeaders(app);
  answerFaults(app);
  for (const register of ROUTES) register(app, lms);
  const listenUrl = await app.listen({ host: settings.host, port: settings.port });
  lms.publicUrl = settings.publicUrl ?? listenUrl;

  return {
    url: lms.publicUrl,
    listenUrl,
    elsewhereUrl: elsewhere.url,
    state,
    settings,
    addStart: (parameters) => addStart(lms, parameters),
    addSample: (name, overrides) => addSample(lms, name, overrides),
    async close() {
      await Promise.race([Promise.all(lms.pending), pause(LAST_CALLS_MS)]);
      await Promise.all([app.close(), elsewhere.close()]);
    },
  };
}
