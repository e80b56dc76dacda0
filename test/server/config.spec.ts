import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  ConfigError,
  configWarnings,
  parseConfig,
  readConfigFile,
  type Config,
} from '../../server/config.ts';
import { keptSecret } from '../../server/keptSecret.ts';
import { supportKeys } from '../../server/supportKeys.ts';
import { dataFolder, defaultConfig } from '../../server/defaultConfig.ts';

const folder = mkdtempSync(join(tmpdir(), 'invigil-config-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const integration = { name: 'north', jwtSecret: 'x'.repeat(32), languages: ['en', 'fr'] };
const file = {
  listen: { host: '127.0.0.1', port: 8080 },
  publicUrl: 'https://proctor.example/exams/',
  database: 'embedded:db',
  evidence: 'file:photos',
  integrations: [integration],
};

function parse(content: unknown, environment: Record<string, string> = {}): Config {
  return parseConfig(content, { source: 'server.json', folder: '/etc/invigil', environment });
}

function faults(content: unknown): readonly string[] {
  try {
    parse(content);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}

describe('the configuration file', () => {
  it('fills in what may be left out', () => {
    expect(parse(file)).toEqual({
      drainSeconds: 0,
      retention: { evidenceDays: 90, personalDays: 365 },
      listen: { host: '127.0.0.1', port: 8080 },
      publicUrl: 'https://proctor.example/exams/',
      database: { kind: 'embedded', folder: '/etc/invigil/db' },
      evidenceFolder: '/etc/invigil/photos',
      integrations: [
        {
          ...integration,
          reconnectMinutes: 10,
          proofMessage: 'proctoringReady_n6EY',
          allowedHosts: [],
          allowedOrigins: [],
          attentionLevel: 60,
          callbacks: {},
          finalConclusion: false,
          booking: {
            ...{ slotMinutes: 30, cancelHours: 24, lateMinutes: 15, days: 60, timeZone: 'UTC' },
          },
          contest: 'code',
          unattended: { then: 'wait', minutes: 3 },
        },
      ],
      institutes: [],
    });
  });

  it('takes PostgreSQL, TLS and an absolute folder', () => {
    const config = parse({
      ...file,
      listen: { host: '::1', port: 0, tls: { cert: 'cert.pem', key: '/keys/key.pem' } },
      database: 'postgres://invigil:secret@db.example/invigil',
      evidence: 'file:/var/lib/invigil',
    });
    expect(config.database).toEqual({
      kind: 'postgres',
      url: 'postgres://invigil:secret@db.example/invigil',
    });
    expect(config.listen.tls).toEqual({ cert: '/etc/invigil/cert.pem', key: '/keys/key.pem' });
    expect(config.evidenceFolder).toBe('/var/lib/invigil');
  });

  const one = (changes: object) => ({ ...file, integrations: [{ ...integration, ...changes }] });
  it.each([
    ['integrations[0].callbacks.review', one({ callbacks: { review: 'lms.example' } })],
    ['integrations[0].callbacks.revue', one({ callbacks: { revue: 'https://lms.example/' } })],
    ['integrations[0].allowedHosts[0]', one({ allowedHosts: ['https://lms.internal'] })],
    ['integrations[0].booking.timeZone', one({ booking: { timeZone: 'Paris' } })],
    ['integrations[0].booking.capacity', one({ booking: { capacity: 0 } })],
    ['listen.port', { ...file, listen: { host: 'x', port: 70_000 } }],
    ['listen.host', { ...file, listen: { port: 1 } }],
    ['listen.tls.key', { ...file, listen: { host: 'x', port: 1, tls: { cert: 'a' } } }],
    ['publicUrl', { ...file, publicUrl: 'ftp://proctor.example' }],
    ['publicUrl', { ...file, listen: { host: '0.0.0.0', port: 1 }, publicUrl: undefined }],
    ['database', { ...file, database: 'mysql://db' }],
    ['evidence', { ...file, evidence: 's3:bucket' }],
    ['integrations', { ...file, integrations: [] }],
    ['integrations[0].name', one({ name: 'a/b' })],
    ['integrations[1].name', { ...file, integrations: [integration, integration] }],
    ['integrations[0].jwtSecret', one({ jwtSecret: '' })],
    ['integrations[0].jwtSecret', one({ jwtSecret: undefined })],
    ['integrations[0].reconnectMinutes', one({ reconnectMinutes: 4 })],
    ['integrations[0].reconnectMinutes', one({ reconnectMinutes: 16 })],
    ['integrations[0].contest', one({ contest: 'allow' })],
    ['supportSecret', { ...file, supportSecret: 'too short' }],
    ['integrations[0].languages', one({ languages: [] })],
    ['integrations[0].allowedOrigins[0]', one({ allowedOrigins: ['https://lms.example/path'] })],
    ['integrations[0].urlRules[1]', one({ urlRules: ['preset:moodle', 'https://[x/*'] })],
    ['integrations[0].urlRules[0]', one({ urlRules: ['file:///etc/*'] })],
    ['integrations[0].reconectMinutes', one({ reconectMinutes: 7 })],
    ['knownBuilds[1]', { ...file, knownBuilds: ['a'.repeat(64), 'A'.repeat(64)] }],
    ['evidance', { ...file, evidance: 'file:x' }],
  ])('names %s when it is at fault', (key, content) => {
    const found = faults(content);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(new RegExp(`^${key.replace(/[[\].]/g, '\\$&')}: .+`));
  });

  it('names every key at fault at once', () => {
    const found = faults({ ...file, database: 'x', evidence: 'y', integrations: [{}] });
    expect(found.map((fault) => fault.split(':')[0])).toEqual([
      'database',
      'evidence',
      'integrations[0].name',
      'integrations[0].jwtSecret',
      'integrations[0].languages',
    ]);
  });

  it('takes a secret from the environment, which beats the file', () => {
    const { jwtSecret: _secret, ...bare } = { ...integration, name: 'moodle-north' };
    const environment = { INVIGIL_SECRET_MOODLE_NORTH: 'from the environment' };
    const config = parse({ ...file, integrations: [bare] }, environment);
    expect(config.integrations[0]?.jwtSecret).toBe('from the environment');
  });

  it('takes what support codes are made of from the file or the environment', () => {
    const supportSecret = 's'.repeat(32);
    expect(parse({ ...file, supportSecret }).supportSecret).toBe(supportSecret);
    const environment = { INVIGIL_SUPPORT_SECRET: 'e'.repeat(32) };
    expect(parse({ ...file, supportSecret }, environment).supportSecret).toBe('e'.repeat(32));
    expect(parse(file).supportSecret).toBeUndefined();
  });

  it('warns of a short secret and never shows it', () => {
    const warnings = configWarnings(parse(one({ jwtSecret: 'short' })));
    expect(warnings).toEqual(['integrations.north.jwtSecret is shorter than 32 bytes']);
    expect(configWarnings(parse(file))).toEqual([]);
  });

  it('warns of a public address without encryption, unless it is this machine', () => {
    expect(configWarnings(parse({ ...file, publicUrl: 'http://proctor.example' }))).toHaveLength(1);
    expect(configWarnings(parse({ ...file, publicUrl: 'http://127.0.0.1:8080' }))).toEqual([]);
  });

  it('says what is wrong with a file that is missing or no JSON', () => {
    const path = join(folder, 'broken.json');
    writeFileSync(path, '{"listen":');
    expect(() => readConfigFile(path, {})).toThrow(/broken\.json cannot be used:\n {2}not JSON/);
    expect(() => readConfigFile(join(folder, 'none.json'), {})).toThrow(/ENOENT/);
  });
});

describe('a secret that the server keeps', () => {
  it('is made once, and refused by name when it is not whole', () => {
    const kept = join(folder, 'kept.secret');
    const secret = keptSecret(kept);
    expect(keptSecret(kept)).toBe(secret);
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    writeFileSync(kept, secret.slice(0, 20));
    expect(() => keptSecret(kept)).toThrow(/kept\.secret holds no whole secret/);
  });

  it('gives every session a key of its own, the same after a restart', () => {
    const secret = 's'.repeat(32);
    const [one, again] = [supportKeys(secret), supportKeys(secret)];
    expect(one.keyOf('a')).toBe(again.keyOf('a'));
    expect(one.keyOf('a')).not.toBe(one.keyOf('b'));
    expect(one.keyOf('a')).not.toBe(supportKeys('t'.repeat(32)).keyOf('a'));
    expect(one.codeOf('a', '000000')).toHaveLength(16);
  });
});

describe('without a file', () => {
  it('keeps everything in the data folder and makes a secret once', () => {
    const environment = { INVIGIL_DATA: join(folder, 'data') };
    const first = defaultConfig(environment);
    const again = defaultConfig(environment);
    const secret = first.integrations[0]?.jwtSecret ?? '';
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    expect(again).toEqual(first);
    expect(first.listen.host).toBe('127.0.0.1');
    expect(first.database).toEqual({
      kind: 'embedded',
      folder: join(folder, 'data', 'database'),
    });
    const kept = join(folder, 'data', 'demo.secret');
    expect(readFileSync(kept, 'utf8')).toBe(secret);
    if (process.platform !== 'win32') expect(statSync(kept).mode & 0o777).toBe(0o600);
  });

  it('finds the data folder by the XDG rules', () => {
    expect(dataFolder({ XDG_STATE_HOME: '/state' })).toBe('/state/invigil/server');
    expect(dataFolder({ XDG_STATE_HOME: '/state', INVIGIL_DATA: '/data' })).toBe('/data');
  });
});
