import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { CLIENT_API, ClientEvent, EventBatch } from '../../../contract/http.ts';
import { keepable } from '../../../server/client/keepable.ts';
import { bearer, event } from '../../server/support/app.ts';
import { bodyOf, garbled, hostile, spoilt, utf8 } from '../hostile.ts';
import { judgedBy, refused, type Shot } from '../shot.ts';
import { JSON_TYPE, type Kinds } from './kinds.ts';

/** What an app reports, and what somebody would have it report. */
export const EVENT_SHOTS: Kinds = {
  'events: signed, with one thing wrong in one of them': (world) => {
    const known = world.nextApp();
    const sound = { type: 'incident', incident: { kind: 'focus_lost', severity: 'notice' } };
    const kinds = [
      sound,
      { type: 'presence', since: new Date(world.server.now()).toISOString() },
      { type: 'consent', given: true, explanation: 'because' },
      { type: 'photo', photo: randomUUID(), sha256: '0'.repeat(64) },
      { type: 'check', result: { step: 'webcam', state: 'succeeded', outcome: 'pass' } },
    ];
    return fc
      .constantFrom(...kinds)
      .chain((kind) => spoilt(event(world.server, kind)))
      .map((bad): Shot => {
        const travelled = JSON.parse(JSON.stringify([bad])) as object[];
        const events = [...travelled, event(world.server, sound)];
        const isSound = ClientEvent.safeParse(keepable(events[0])).success;
        return {
          ...{ method: 'POST', path: `/${CLIENT_API.events}` },
          headers: { ...JSON_TYPE, ...bearer(known.app.token) },
          body: utf8(JSON.stringify(known.seal(events))),
          judge: ({ status, body }) => {
            if (status !== 200) return undefined;
            known.taken(events);
            const { refused: not } = body as { refused: unknown[] };
            return isSound || not.length > 0 ? undefined : 'took an event that its schema refuses';
          },
        };
      });
  },

  'events: place, hash or signature forged': (world) => {
    const known = world.nextApp();
    const incident = { kind: 'focus_lost', severity: 'notice' };
    const { log, events } = known.seal([event(world.server, { type: 'incident', incident })]);
    const fields = fc.constantFrom('key', 'previous', 'signature' as const);
    return fc
      .oneof(
        fields.chain((field) => garbled(log[field]).map((text) => ({ ...log, [field]: text }))),
        fc.integer().map((first) => ({ ...log, first })),
        spoilt(log),
      )
      .map((forged): Shot => ({
        ...{ method: 'POST', path: `/${CLIENT_API.events}` },
        headers: { ...JSON_TYPE, ...bearer(known.app.token) },
        body: utf8(JSON.stringify({ log: forged, events })),
        judge: (answer) => {
          const same = sealOf(forged) === sealOf(log);
          if (answer.status === 200) known.taken(events);
          return same ? undefined : refused(answer);
        },
      }));
  },

  'events: any body': (world) => {
    const { app, seal } = world.nextApp();
    return bodyOf(fc.oneof(hostile, spoilt({ ...seal([{ id: 'x' }]) }))).map((body): Shot => ({
      ...{ method: 'POST', path: `/${CLIENT_API.events}`, body },
      headers: { ...JSON_TYPE, ...bearer(app.token) },
      judge: (answer) => (judgedBy(EventBatch)(body) === refused ? refused(answer) : undefined),
    }));
  },
};

/** What the server makes of a batch's place: what it does not know it leaves out. */
const sealOf = (log: unknown): string =>
  JSON.stringify(EventBatch.shape.log.safeParse(log).data ?? log);
