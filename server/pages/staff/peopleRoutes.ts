import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { basePath } from '../../answerRefusal.ts';
import type { Deps } from '../../deps.ts';
import { ServerRefusal } from '../../refusal.ts';
import {
  addStaff,
  changeSignIn,
  changeStaff,
  listAccounts,
  listPlaces,
  listStaff,
  readManageable,
  type SignInDeed,
  type StaffDeed,
  type StaffRights,
} from '../../storage/staffAccounts.ts';
import { sendPage, staffSay } from '../sendPage.ts';
import { isConfirmed } from './confirmed.ts';
import { hashPassword, newPassword } from './passwords.ts';
import { askToHelp, SignInHelp } from './personQuestion.ts';
import { NewPersonPage, PersonPage, type PersonFacts } from './personPage.tsx';
import { PeoplePage } from './peoplePage.tsx';
import { NO_RIGHTS, readRights, type RightsForm } from './rightsForm.ts';
import { actorOf, requireSignedIn } from './signedIn.ts';

const administer = { config: { deed: 'administer' as const } };
const SignInForm = z.object({ what: SignInHelp });
/** One line, so that no name can look like another line of a list or a log. */
const NAME = /^[^\p{Cc}\p{Zl}\p{Zp}]{2,200}$/u;
const Params = z.object({ person: z.uuid() });

/** Staff: who there is, what they may do and see, and what helps them when they cannot sign in. */
export function peopleRoutes(app: FastifyInstance, deps: Deps): void {
  app.get('/staff/people', administer, async (request, reply) => {
    const { signedIn, ...page } = pageFor(request);
    const people = await listStaff(deps.database, signedIn.fence);
    const places = await Promise.all(people.map(({ id }) => listPlaces(deps.database, id)));
    const rows = people.map((person, index) => ({ ...person, places: places[index] ?? [] }));
    return sendPage(reply, PeoplePage({ ...page, signedIn, people: rows }));
  });

  app.get('/staff/people/new', administer, async (request, reply) => showNew(request, reply));

  app.post('/staff/people/new', administer, async (request, reply) => {
    const form = readRights(request.body);
    if (form.fault !== undefined) return showNew(request, reply, form);
    if (!NAME.test(form.name)) return showNew(request, reply, { ...form, fault: 'name_missing' });
    const oneTimePassword = newPassword();
    const passwordHash = await hashPassword(oneTimePassword);
    const { name } = form;
    const added = await addStaff(deps.database, deedOf(request), {
      ...rightsIn(form),
      ...{ name, passwordHash },
    });
    if (typeof added === 'string') return showNew(request, reply, { ...form, fault: added });
    return showPerson(request, reply, added.id, { oneTimePassword });
  });

  app.get('/staff/people/:person', administer, async (request, reply) =>
    showPerson(request, reply, personIn(request), { saved: savedIn(request) }),
  );

  app.post('/staff/people/:person', administer, async (request, reply) => {
    const id = personIn(request);
    const form = readRights(request.body);
    const change = { ...rightsIn(form), id, disabled: form.disabled };
    const fault = form.fault ?? (await changeStaff(deps.database, deedOf(request), change));
    if (fault === 'unknown') throw new ServerRefusal('not_found');
    if (fault !== undefined) return showPerson(request, reply, id, { form: { ...form, fault } });
    return reply.redirect(`${basePath(deps)}staff/people/${id}?saved=yes`, 303);
  });

  app.post('/staff/people/:person/sign-in', administer, async (request, reply) => {
    const id = personIn(request);
    const form = SignInForm.safeParse(request.body);
    if (!form.success) throw new ServerRefusal('not_found');
    const { what } = form.data;
    if (!isConfirmed(request.body)) return showPerson(request, reply, id, { asking: what });
    const oneTimePassword = what === 'password_reset' ? newPassword() : undefined;
    const change: SignInDeed =
      what === 'password_reset'
        ? { what, passwordHash: await hashPassword(oneTimePassword ?? '') }
        : { what };
    if (!(await changeSignIn(deps.database, deedOf(request), { id, ...change }))) {
      throw new ServerRefusal('not_found');
    }
    if (oneTimePassword !== undefined) return showPerson(request, reply, id, { oneTimePassword });
    return reply.redirect(`${basePath(deps)}staff/people/${id}?saved=yes`, 303);
  });

  async function showNew(request: FastifyRequest, reply: FastifyReply, form?: RightsForm) {
    const page = pageFor(request);
    if (form !== undefined) void reply.code(422);
    const givable = await givableFor(request);
    return sendPage(reply, NewPersonPage({ ...page, givable, form: form ?? NO_RIGHTS }));
  }

  async function showPerson(
    request: FastifyRequest,
    reply: FastifyReply,
    id: string,
    outcome: Pick<PersonFacts, 'oneTimePassword' | 'saved'> & {
      readonly form?: RightsForm;
      readonly asking?: SignInHelp;
    },
  ) {
    const page = pageFor(request);
    const person = await readManageable(deps.database, page.signedIn.fence, id);
    if (person === undefined) throw new ServerRefusal('not_found');
    const places = await listPlaces(deps.database, id);
    const { form: refused, asking, ...rest } = outcome;
    if (refused !== undefined) void reply.code(422);
    const { name, role, everywhere, email } = person;
    const disabled = person.disabledAt !== null;
    const form = refused ?? { ...{ name, role, everywhere, email, disabled, places } };
    const givable = await givableFor(request);
    const here = `${page.base}staff/people/${id}`;
    const question =
      asking === undefined ? {} : { question: askToHelp(page.say, here, name, asking) };
    return sendPage(reply, PersonPage({ ...page, ...rest, ...question, givable, person, form }));
  }

  async function givableFor(request: FastifyRequest) {
    const { fence } = requireSignedIn(request);
    const whole = fence.everywhere
      ? deps.config.integrations.map(({ name }) => name)
      : (await listPlaces(deps.database, fence.staffId))
          .filter(({ accountId }) => accountId === null)
          .map(({ integration }) => integration);
    return {
      everywhere: fence.everywhere,
      integrations: whole,
      accounts: await listAccounts(deps.database, fence),
    };
  }

  function deedOf(request: FastifyRequest): StaffDeed {
    const signedIn = requireSignedIn(request);
    return { fence: signedIn.fence, at: deps.clock.now(), actor: actorOf(signedIn) };
  }

  function pageFor(request: FastifyRequest) {
    return { base: basePath(deps), say: staffSay(request), signedIn: requireSignedIn(request) };
  }
}

function rightsIn({ role, everywhere, places, email }: RightsForm): StaffRights {
  return { role, everywhere, places, email };
}

function personIn(request: FastifyRequest): string {
  const parsed = Params.safeParse(request.params);
  if (!parsed.success) throw new ServerRefusal('not_found');
  return parsed.data.person;
}

function savedIn(request: FastifyRequest): boolean {
  return z.object({ saved: z.literal('yes') }).safeParse(request.query).success;
}
