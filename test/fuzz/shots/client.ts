import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { CLIENT_API, Heartbeat, Redemption } from '../../../contract/http.ts';
import { bearer } from '../../server/support/app.ts';
import { JPEG } from '../../server/support/pictures.ts';
import { bodyOf, garbled, spoilt } from '../hostile.ts';
import { anything, judgedBy, refused, type Shot } from '../shot.ts';
import { asHeader, headerText, segment } from '../text.ts';
import { JSON_TYPE, type Kinds } from './kinds.ts';

/**
 * Another address each time: what is no token is counted by it, and one address is soon asked to wait.
 */
let callers = 0;
function fromSomewhere(): Record<string, string> {
  callers += 1;
  return { 'x-forwarded-for': `198.51.${(callers >> 8) % 256}.${callers % 256}` };
}

/** What an app sends besides its events. */
export const CLIENT_SHOTS: Kinds = {
  'redeem: tickets that nobody issued': () => {
    const valid = {
      ...{ id: randomUUID(), ticket: 'x'.repeat(43), appVersion: '1', platform: 'linux' },
      logKey: 'A'.repeat(43),
    };
    return bodyOf(spoilt(valid)).map((body): Shot => ({
      ...{ method: 'POST', path: `/${CLIENT_API.redeem}`, headers: JSON_TYPE, body },
      judge: (answer) => refused(answer) ?? judgedBy(Redemption)(body)(answer),
    }));
  },

  'heartbeat: one thing wrong': (world) => {
    const { app } = world.nextApp();
    const at = new Date(world.server.now()).toISOString();
    const valid = { id: randomUUID(), at, stage: 'exam', unsent: 0 };
    return bodyOf(spoilt(valid)).map((body): Shot => ({
      ...{ method: 'POST', path: `/${CLIENT_API.heartbeat}`, body },
      headers: { ...JSON_TYPE, ...bearer(app.token) },
      judge: judgedBy(Heartbeat)(body),
    }));
  },

  'app: token garbled': (world) => {
    const { app } = world.nextApp();
    const path = fc.constantFrom(CLIENT_API.heartbeat, CLIENT_API.events, 'api/client/v1/session');
    return fc
      .tuple(path, fc.oneof(garbled(`Bearer ${app.token}`), headerText))
      .map(([to, authorization]): Shot => ({
        method: to.endsWith('session') ? 'GET' : 'POST',
        path: `/${to}`,
        headers: { authorization: asHeader(authorization), ...fromSomewhere() },
        judge: asHeader(authorization) === `Bearer ${app.token}` ? anything : refused,
      }));
  },

  'photo: bytes that are no JPEG': (world) => {
    const { app } = world.nextApp();
    const at = encodeURIComponent(new Date(world.server.now()).toISOString());
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 500 }),
      fc
        .tuple(fc.nat(JPEG.length - 1), fc.nat(255))
        .map(([place, value]) => Uint8Array.from(JPEG).fill(value, place, place + 1)),
      fc.nat(JPEG.length - 1).map((length) => Uint8Array.from(JPEG.subarray(0, length))),
    );
    const id = fc.oneof(fc.uuid(), segment);
    return fc.tuple(id, bytes).map(([photo, body]): Shot => ({
      method: 'POST',
      path: `/api/client/v1/photos/${photo}?kind=face&at=${at}`,
      headers: { 'content-type': 'image/jpeg', ...bearer(app.token) },
      body,
      judge: anything,
    }));
  },
};
