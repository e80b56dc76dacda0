import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { basePath } from '../../answerRefusal.ts';
import type { Deps } from '../../deps.ts';
import { ServerRefusal } from '../../refusal.ts';
import {
  addCohortJob,
  listCohortJobs,
  listOfExam,
  listSuspended,
  readCohortJob,
  retryFailed,
} from '../../storage/cohorts.ts';
import { readExam } from '../../storage/exams.ts';
import { listMatching } from '../../storage/students.ts';
import { sendPage, staffSay } from '../sendPage.ts';
import { cohortInput, readCohortForm, type CohortForm } from './cohortForm.ts';
import { CohortJobPage, type AgainDeed } from './cohortJobPage.tsx';
import { canMail } from './canMail.ts';
import { isConfirmed } from './confirmed.ts';
import { CohortPage } from './cohortPage.tsx';
import { actorOf, requireSignedIn } from './signedIn.ts';
import { ExamIds } from './studentIds.ts';
import { readSearch, searchQuery } from './studentSearch.ts';

const act = { config: { deed: 'act' as const } };
const JobIds = z.object({ exam: z.uuid(), job: z.uuid() });

/** A deed on a whole exam or on those that were ticked: chosen, confirmed, done as a job, followed. */
export function cohortRoutes(app: FastifyInstance, deps: Deps): void {
  const { database } = deps;

  app.post('/staff/exams/:exam/cohort', act, (request, reply) =>
    choose(request, reply, readCohortForm(request.body, randomUUID()), 'cohort'),
  );

  app.post('/staff/exams/:exam/cohort/mail', { config: { deed: 'mail' } }, (request, reply) => {
    const form = readCohortForm(request.body, randomUUID());
    return choose(request, reply, { ...form, action: 'send-mail' }, 'cohort/mail');
  });

  async function choose(
    request: FastifyRequest,
    reply: FastifyReply,
    form: CohortForm,
    path: string,
  ): Promise<FastifyReply> {
    const known = await pageFor(request);
    if (form.action === 'send-mail' && !canMail(deps, known.exam)) {
      throw new ServerRefusal('not_found');
    }
    const page = { ...known, to: `${known.here}/${path}` };
    const sessions = await sessionsOf(request, form);
    const input = cohortInput(form, deps.clock.now());
    const recent = await listCohortJobs(database, page.exam.id);
    const fault = sessions.length === 0 ? 'nobody' : typeof input === 'string' ? input : undefined;
    if (fault !== undefined || form.action === undefined || typeof input === 'string') {
      const shown = form.sent || fault === 'nobody' ? fault : undefined;
      if (shown !== undefined) void reply.code(422);
      const count = sessions.length;
      return sendPage(reply, CohortPage({ ...page, form, count, fault: shown, recent }));
    }
    if (!form.confirmed) {
      const asking = { action: form.action, input };
      const count = sessions.length;
      return sendPage(reply, CohortPage({ ...page, form, count, asking, recent }));
    }
    await addCohortJob(database, {
      ...{ id: form.job, examId: page.exam.id, actor: actorOf(page.signedIn) },
      ...{ action: form.action, input, at: deps.clock.now(), sessionIds: sessions },
      wholeExam: form.whom === 'matching' && isEverybody(form),
    });
    return reply.redirect(`${page.here}/cohort/${form.job}`, 303);
  }

  app.get(
    '/staff/exams/:exam/cohort/:job',
    { config: { deed: 'read' } },
    async (request, reply) => {
      const page = await pageFor(request);
      return sendPage(reply, CohortJobPage({ ...page, job: await jobOf(request) }));
    },
  );

  app.post('/staff/exams/:exam/cohort/:job/retry', act, async (request, reply) => {
    const job = await jobOf(request);
    if (!isConfirmed(request.body)) return ask(request, reply, 'retry');
    const { here, signedIn } = await pageFor(request);
    const { id, examId } = job;
    await retryFailed(database, { id, examId, actor: actorOf(signedIn), at: deps.clock.now() });
    return reply.redirect(`${here}/cohort/${job.id}`, 303);
  });

  /** What was suspended is suspended no more, for whoever came later too. */
  app.post('/staff/exams/:exam/cohort/:job/undo', act, async (request, reply) => {
    const page = await pageFor(request);
    const job = await jobOf(request);
    if (job.action !== 'suspend-closing') throw new ServerRefusal('not_found');
    if (!isConfirmed(request.body)) return ask(request, reply, 'undo');
    const form = readCohortForm(request.body, randomUUID());
    await addCohortJob(database, {
      ...{ id: form.job, examId: page.exam.id, actor: actorOf(page.signedIn) },
      ...{ action: 'resume-closing', input: {}, at: deps.clock.now(), wholeExam: true },
      sessionIds: await listSuspended(database, page.exam.id),
    });
    return reply.redirect(`${page.here}/cohort/${form.job}`, 303);
  });

  async function ask(request: FastifyRequest, reply: FastifyReply, asking: AgainDeed) {
    const page = await pageFor(request);
    return sendPage(reply, CohortJobPage({ ...page, job: await jobOf(request), asking }));
  }

  async function sessionsOf(request: FastifyRequest, form: CohortForm): Promise<string[]> {
    const { exam } = ExamIds.parse(request.params);
    if (form.whom === 'selected') return listOfExam(database, exam, form.sessions);
    const { fence } = requireSignedIn(request);
    return listMatching(database, fence, exam, searchOf(form));
  }

  async function jobOf(request: FastifyRequest) {
    const ids = JobIds.safeParse(request.params);
    if (!ids.success) throw new ServerRefusal('not_found');
    const job = await readCohortJob(database, requireSignedIn(request).fence, ids.data.job);
    if (job?.examId !== ids.data.exam) throw new ServerRefusal('not_found');
    return job;
  }

  async function pageFor(request: FastifyRequest) {
    const { exam: id } = ExamIds.parse(request.params);
    const signedIn = requireSignedIn(request);
    const exam = await readExam(database, signedIn.fence, id);
    if (exam === undefined) throw new ServerRefusal('not_found');
    const base = basePath(deps);
    return { base, say: staffSay(request), signedIn, exam, here: `${base}staff/exams/${id}` };
  }
}

function searchOf({ search }: CohortForm) {
  return readSearch(Object.fromEntries(new URLSearchParams(search)));
}

/** Nothing is looked for, so the exam itself is meant. */
function isEverybody(form: CohortForm): boolean {
  const { text, status, flagged } = searchOf(form);
  return searchQuery({ text, status, flagged }) === '';
}
