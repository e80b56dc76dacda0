import { lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { isPublic } from './isPublic.ts';

/** A call was about to go where this server sends nothing. */
export class ForbiddenAddress extends Error {
  constructor(host: string) {
    super(`${host} has no public address`);
    this.name = 'ForbiddenAddress';
  }
}

/** Milliseconds. */
export interface Patience {
  readonly connect: number;
  readonly answer: number;
}

/**
 * Two ways out: `guarded` reaches public addresses only, `open` whatever the institution has named. What a
 * name stands for is judged when the connection is made and of the address that it is made to, so a name
 * that changes its address in between gains nothing.
 */
export function guardedAgents(patience: Patience, lookup: LookupFunction = systemLookup) {
  const times = { headersTimeout: patience.answer, bodyTimeout: patience.answer };
  return {
    guarded: new Agent({ ...times, connect: guardedConnector(patience, publicOnly(lookup)) }),
    open: new Agent({ ...times, connect: { timeout: patience.connect, lookup } }),
  };
}

function guardedConnector(patience: Patience, lookup: LookupFunction): buildConnector.connector {
  const connect = buildConnector({ timeout: patience.connect, lookup });
  return (options, done) => {
    // Nobody looks up an address that stands in the URL itself.
    const host = options.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) !== 0 && !isPublic(host)) {
      done(new ForbiddenAddress(host), null);
      return;
    }
    connect(options, (error, socket) => {
      if (error !== null) {
        done(error, null);
        return;
      }
      if (isPublic(socket.remoteAddress ?? '')) {
        done(null, socket);
        return;
      }
      socket.destroy();
      done(new ForbiddenAddress(options.hostname), null);
    });
  };
}

/** Leaves of a name's addresses those that are public. */
function publicOnly(lookup: LookupFunction): LookupFunction {
  return (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) {
        done(error, '');
        return;
      }
      const all = typeof found === 'string' ? [{ address: found, family: isIP(found) }] : found;
      const allowed = all.filter(({ address }) => isPublic(address));
      const [first] = allowed;
      if (first === undefined) done(new ForbiddenAddress(hostname), '');
      else if (options.all === true) done(null, allowed);
      else done(null, first.address, first.family);
    });
  };
}
