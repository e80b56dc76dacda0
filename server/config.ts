import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { ContestMode } from '../contract/contest.ts';
import { UnattendedSetting } from '../contract/desk.ts';
import { OwnSecret } from './ownSecret.ts';
import { isLoopback } from '../contract/deepLink.ts';
import { DEFAULT_PROOF_MESSAGE } from '../contract/http.ts';
import { urlRuleFault } from '../contract/urlRules.ts';
import { InstituteConfig, PROCTOREXAM } from './instituteConfig.ts';
import { MailConfig } from './mail/mailConfig.ts';
import { withSecrets, type Environment } from './configSecrets.ts';
import { Retention, serviceConfig, serviceKeys, type ServiceConfig } from './serviceConfig.ts';
import { StaffSettings } from './people/staffConfig.ts';
import { BookingSettings } from './booking/bookingSettings.ts';
import { callbackSettings } from './callbacks/callbackSettings.ts';

const webAddress = z.url({ protocol: /^https?$/, error: 'must be an http or https address' });

const Listen = z.strictObject({
  host: z.string().min(1),
  /** 0 takes any free port. */
  port: z.number().int().min(0).max(65535),
  tls: z.strictObject({ cert: z.string().min(1), key: z.string().min(1) }).optional(),
});

const UrlRule = z.string().superRefine((rule, context) => {
  const fault = urlRuleFault(rule);
  if (fault !== undefined) context.addIssue({ code: 'custom', message: fault });
});

const Origin = webAddress.refine((address) => new URL(address).origin === address, {
  error: 'must be an origin such as https://lms.example, without a path',
});

const Language = z.string().min(2).max(20);

const Integration = z.strictObject({
  /** The NAME in the integration's addresses. */
  name: z.string().regex(/^[\w.-]{1,60}$/, 'may hold letters, digits, dot, hyphen and underscore'),
  jwtSecret: z.string().min(1, 'must not be empty'),
  reconnectMinutes: z.number().int().min(5).max(15).default(10),
  languages: z
    .array(Language)
    .min(1, 'must name at least one language')
    .pipe(z.tuple([Language], Language)),
  proofMessage: z.string().min(1).max(500).default(DEFAULT_PROOF_MESSAGE),
  /** Origins whose pages may read answers of the integration's addresses (CORS), nothing else. */
  allowedOrigins: z.array(Origin).default([]),
  urlRules: z.array(UrlRule).min(1).optional(),
  ...callbackSettings,
  /** How candidates book a time where an exam asks for it. */
  booking: BookingSettings.prefault({}),
  /** What a candidate may do who contests a verdict where nobody is there to overrule it. */
  contest: ContestMode.default('code'),
  /** How long this integration's evidence and personal data are kept, where it differs from the others. */
  retention: Retention.optional(),
  /** What happens where no proctor is there to let candidates in. */
  unattended: UnattendedSetting,
});
export type Integration = z.infer<typeof Integration>;

/** As `npm run package` prints it. */
const KnownBuild = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits');

/** The file as it is written. `server/README.md` has every key, which a test reads off this. */
export const ConfigFile = z.strictObject({
  listen: Listen,
  ...serviceKeys,
  /** Where browsers and apps reach the server; absent: where it listens. */
  publicUrl: webAddress.optional(),
  database: z.string().regex(/^(embedded:.+|postgres(ql)?:\/\/.+)$/, {
    error: 'must be embedded:DIR or postgres://…',
  }),
  evidence: z.string().regex(/^file:.+/, 'must be file:DIR'),
  /** What the keys of support codes are made of; absent: made once, and kept beside the photos. */
  supportSecret: OwnSecret.optional(),
  /** What seals the second factors of staff; absent: made once, and kept beside the photos. */
  staffSecret: OwnSecret.optional(),
  /** How staff sign in. */
  staff: StaffSettings.optional(),
  /** A signed rule set, newer than this version's own, and the Ed25519 key (PEM) that signed it. */
  rules: z.strictObject({ file: z.string().min(1), publicKey: z.string().min(1) }).optional(),
  /** Identities of the app's builds that the institution hands out; staff are told of any other. */
  knownBuilds: z.array(KnownBuild).optional(),
  integrations: z.array(Integration).min(1, 'must name at least one integration'),
  /** Institutes whose clients speak ProctorExam's API. */
  institutes: z.array(InstituteConfig).default([]),
  /** Where the mails to their students go out; absent: none are sent. */
  mail: MailConfig.optional(),
  /** Seals what their users sign with; absent: made once, and kept beside the photos. */
  apiSecret: OwnSecret.optional(),
});

export type DatabaseConfig =
  { kind: 'embedded'; folder: string } | { kind: 'postgres'; url: string };

export interface Config extends ServiceConfig {
  readonly listen: z.infer<typeof Listen>;
  readonly publicUrl?: string;
  readonly database: DatabaseConfig;
  /** Folder of the photos, the institutes' documents, and the secrets that the server keeps for itself. */
  readonly evidenceFolder: string;
  readonly supportSecret?: string;
  readonly staffSecret?: string;
  readonly staff?: StaffSettings;
  readonly rules?: { readonly file: string; readonly publicKey: string };
  readonly knownBuilds?: readonly string[];
  readonly integrations: readonly Integration[];
  readonly institutes: readonly InstituteConfig[];
  readonly apiSecret?: string;
  readonly mail?: MailConfig;
}

/** What is wrong with a configuration; each fault begins with the key it is about. */
export class ConfigError extends Error {
  readonly faults: readonly string[];

  constructor(source: string, faults: readonly string[]) {
    super(`${source} cannot be used:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

/**
 * Reads the file given with `--config`. Folders in it are relative to the file.
 * @throws ConfigError naming every key at fault
 */
export function readConfigFile(file: string, environment: Environment): Config {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigError(file, [error instanceof Error ? error.message : String(error)]);
  }
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new ConfigError(file, [`not JSON: ${error instanceof Error ? error.message : ''}`]);
  }
  return parseConfig(content, { source: file, folder: dirname(resolve(file)), environment });
}

/** @throws ConfigError naming every key at fault */
export function parseConfig(
  content: unknown,
  from: { source: string; folder: string; environment: Environment },
): Config {
  const parsed = ConfigFile.safeParse(withSecrets(content, from.environment));
  if (!parsed.success) throw new ConfigError(from.source, parsed.error.issues.map(describeIssue));
  const { staffSecret, staff } = parsed.data;
  const { listen, publicUrl, database, evidence, supportSecret, rules, knownBuilds, integrations } =
    parsed.data;
  const { institutes, apiSecret, mail } = parsed.data;
  const faults = faultsBetween(parsed.data);
  if (faults.length > 0) throw new ConfigError(from.source, faults);
  const inFolder = (path: string): string => resolve(from.folder, path);
  return {
    listen: {
      host: listen.host,
      port: listen.port,
      ...(listen.tls === undefined
        ? {}
        : { tls: { cert: inFolder(listen.tls.cert), key: inFolder(listen.tls.key) } }),
    },
    ...serviceConfig(parsed.data),
    ...(publicUrl === undefined ? {} : { publicUrl }),
    database: database.startsWith('embedded:')
      ? { kind: 'embedded', folder: inFolder(database.slice('embedded:'.length)) }
      : { kind: 'postgres', url: database },
    evidenceFolder: inFolder(evidence.slice('file:'.length)),
    ...(supportSecret === undefined ? {} : { supportSecret }),
    ...(staffSecret === undefined ? {} : { staffSecret }),
    ...(staff === undefined ? {} : { staff }),
    ...(rules === undefined
      ? {}
      : { rules: { file: inFolder(rules.file), publicKey: inFolder(rules.publicKey) } }),
    ...(knownBuilds === undefined ? {} : { knownBuilds }),
    integrations,
    institutes,
    ...(apiSecret === undefined ? {} : { apiSecret }),
    ...(mail === undefined ? {} : { mail: withAuthority(mail, inFolder) }),
  };
}

/** What a deployment should look at, though it runs. */
export function configWarnings(config: Config): string[] {
  const warnings = config.integrations
    .filter(({ jwtSecret }) => Buffer.byteLength(jwtSecret) < 32)
    // RFC 7518 §3.2: a key of the hash's size or larger for HS256.
    .map(({ name }) => `integrations.${name}.jwtSecret is shorter than 32 bytes`);
  const { publicUrl } = config;
  if (publicUrl?.startsWith('http:') === true && !isLoopback(new URL(publicUrl).hostname)) {
    warnings.push('publicUrl is plain http: the app opens https links only');
  }
  return warnings;
}

function withAuthority(mail: MailConfig, inFolder: (path: string) => string): MailConfig {
  const { ca } = mail.smtp;
  return ca === undefined ? mail : { ...mail, smtp: { ...mail.smtp, ca: inFolder(ca) } };
}

function faultsBetween(file: z.infer<typeof ConfigFile>): string[] {
  const faults: string[] = [];
  const names = new Set<string>();
  file.integrations.forEach(({ name }, index) => {
    if (names.has(name)) faults.push(`integrations[${String(index)}].name: ${name} is there twice`);
    if (name === PROCTOREXAM) {
      faults.push(`integrations[${String(index)}].name: ${name} is kept for the institutes`);
    }
    names.add(name);
  });
  const ids = new Set<string>();
  file.institutes.forEach(({ id }, index) => {
    if (ids.has(id)) faults.push(`institutes[${String(index)}].id: ${id} is there twice`);
    ids.add(id);
  });
  if (file.publicUrl === undefined && !isLoopback(hostInUrl(file.listen.host))) {
    faults.push('publicUrl: is needed when listen.host is not this machine itself');
  }
  file.staff?.openId?.rights.forEach(({ integration }, index) => {
    if (integration === undefined || names.has(integration)) return;
    const key = `staff.openId.rights[${String(index)}].integration`;
    faults.push(`${key}: there is no integration ${integration}`);
  });
  return faults;
}

/** An IPv6 address stands in brackets in a URL. */
export function hostInUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const path = issue.path
    .map((key) => (typeof key === 'number' ? `[${String(key)}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
  if (issue.code === 'unrecognized_keys') {
    const prefix = path === '' ? '' : `${path}.`;
    return issue.keys.map((key) => `${prefix}${key}: is not a known key`).join('; ');
  }
  return `${path === '' ? 'the file' : path}: ${issue.message}`;
}
