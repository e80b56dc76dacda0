import { Grant } from '../../contract/grant.ts';
import {
  EventBatch,
  EventsAnswer,
  Heartbeat,
  HeartbeatAnswer,
  PhotoAnswer,
  PhotoQuery,
  Redemption,
  StreamAnswer,
} from '../../contract/http.ts';
import type { Operation } from './operation.ts';

/** What the candidate's app calls. */
export const appOperations: readonly Operation[] = [
  {
    method: 'post',
    path: '/api/client/v1/redeem',
    group: 'App',
    summary: 'A one-time ticket becomes a grant. Sent again with the same id it answers the same.',
    admission: 'none',
    body: { type: 'application/json', schema: Redemption },
    answers: { 200: { description: 'The grant.', schema: Grant } },
  },
  {
    method: 'get',
    path: '/api/client/v1/session',
    group: 'App',
    summary: 'The grant as things stand now.',
    admission: 'accessToken',
    answers: { 200: { description: 'The grant.', schema: Grant } },
  },
  {
    method: 'post',
    path: '/api/client/v1/events',
    group: 'App',
    summary: 'A signed batch of what the app saw, which continues its log.',
    admission: 'accessToken',
    body: { type: 'application/json', schema: EventBatch },
    answers: { 200: { description: 'Which events are held.', schema: EventsAnswer } },
  },
  {
    method: 'post',
    path: '/api/client/v1/heartbeat',
    group: 'App',
    summary: 'The app is there.',
    admission: 'accessToken',
    body: { type: 'application/json', schema: Heartbeat },
    answers: {
      200: { description: 'The session as the server sees it.', schema: HeartbeatAnswer },
    },
  },
  {
    method: 'get',
    path: '/api/client/v1/live',
    group: 'App',
    summary: 'The state at once and whenever it changes, as server-sent events.',
    admission: 'accessToken',
    answers: {
      200: { description: 'Events `state`, each a `SessionState`.', type: 'text/event-stream' },
    },
  },
  {
    method: 'post',
    path: '/api/client/v1/photos/:id',
    group: 'App',
    summary: 'One identification photo. The same id again stores nothing.',
    admission: 'accessToken',
    query: PhotoQuery,
    body: { type: 'image/jpeg' },
    answers: { 200: { description: 'It is kept.', schema: PhotoAnswer } },
  },
  {
    method: 'post',
    path: '/api/client/v1/streams/:id',
    group: 'App',
    summary: 'A stream that is measured as it comes and kept nowhere.',
    admission: 'accessToken',
    body: { type: 'application/octet-stream' },
    answers: { 200: { description: 'What it came to.', schema: StreamAnswer } },
  },
];
