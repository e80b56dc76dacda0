import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { DEFAULT_BOOKING } from './booking/bookingSettings.ts';
import { ConfigError, type Config } from './config.ts';
import { secretVariable } from './configSecrets.ts';
import { serviceConfig, serviceKeys } from './serviceConfig.ts';
import { WAIT_UNATTENDED } from '../contract/desk.ts';
import { DEFAULT_PROOF_MESSAGE } from '../contract/http.ts';
import { keptSecret } from './keptSecret.ts';

const DEFAULT_PORT = 8731;

type Environment = Readonly<Record<string, string | undefined>>;

/** `INVIGIL_DATA`, else the state folder of the XDG base directory specification. */
export function dataFolder(environment: Environment): string {
  const named = environment['INVIGIL_DATA'];
  if (named !== undefined && named !== '') return resolve(named);
  const state = environment['XDG_STATE_HOME'];
  const base = state === undefined || state === '' ? join(homedir(), '.local', 'state') : state;
  return join(base, 'invigil', 'server');
}

/** What runs without a configuration file: this machine only, everything in one folder, for trying out. */
export function defaultConfig(environment: Environment): Config {
  const folder = dataFolder(environment);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const jwtSecret = environment[secretVariable('demo')] ?? keptSecret(join(folder, 'demo.secret'));
  return {
    listen: { host: '127.0.0.1', port: portOf(environment) },
    ...serviceConfig(z.object(serviceKeys).parse({})),
    database: { kind: 'embedded', folder: join(folder, 'database') },
    evidenceFolder: join(folder, 'evidence'),
    integrations: [
      {
        name: 'demo',
        jwtSecret,
        reconnectMinutes: 10,
        languages: ['en', 'fr', 'ar'],
        proofMessage: DEFAULT_PROOF_MESSAGE,
        allowedOrigins: [],
        unattended: WAIT_UNATTENDED,
        callbacks: {},
        allowedHosts: [],
        finalConclusion: false,
        attentionLevel: 60,
        booking: DEFAULT_BOOKING,
        contest: 'code',
      },
    ],
    institutes: [],
  };
}

/** `INVIGIL_PORT`; 0 takes any free one. @throws when it is no port */
function portOf(environment: Environment): number {
  const named = environment['INVIGIL_PORT'];
  if (named === undefined || named === '') return DEFAULT_PORT;
  const port = Number(named);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new ConfigError('the environment', [`INVIGIL_PORT: ${named} is no port`]);
}
