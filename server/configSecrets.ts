import { z } from 'zod';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Fills in secrets that are kept in the environment; it beats the file. */
export function withSecrets(content: unknown, environment: Environment): unknown {
  const named = z.looseObject({}).safeParse(content);
  if (!named.success) return content;
  const supportSecret = environment['INVIGIL_SUPPORT_SECRET'];
  const staffSecret = environment['INVIGIL_STAFF_SECRET'];
  const apiSecret = environment['INVIGIL_API_SECRET'];
  const secrets = {
    ...(supportSecret === undefined ? {} : { supportSecret }),
    ...(staffSecret === undefined ? {} : { staffSecret }),
    ...(apiSecret === undefined ? {} : { apiSecret }),
  };
  const withMail = withMailPassword({ ...named.data, ...secrets }, environment);
  const filled = withProviderSecret(withMail, environment);
  return withIntegrationSecrets(filled, environment);
}

/** `INVIGIL_SMTP_PASSWORD`. */
function withMailPassword(content: object, environment: Environment): object {
  const password = environment['INVIGIL_SMTP_PASSWORD'];
  const shape = z.looseObject({ mail: z.looseObject({ smtp: z.looseObject({}) }) });
  const parsed = shape.safeParse(content);
  if (password === undefined || !parsed.success) return content;
  const { mail } = parsed.data;
  return { ...parsed.data, mail: { ...mail, smtp: { ...mail.smtp, password } } };
}

/** `INVIGIL_OPENID_SECRET`. */
function withProviderSecret(content: object, environment: Environment): object {
  const clientSecret = environment['INVIGIL_OPENID_SECRET'];
  const parsed = z
    .looseObject({ staff: z.looseObject({ openId: z.looseObject({}) }) })
    .safeParse(content);
  if (clientSecret === undefined || !parsed.success) return content;
  const { staff } = parsed.data;
  return { ...parsed.data, staff: { ...staff, openId: { ...staff.openId, clientSecret } } };
}

/** `INVIGIL_SECRET_<NAME>`. */
function withIntegrationSecrets(content: unknown, environment: Environment): unknown {
  const shape = z.looseObject({ integrations: z.array(z.looseObject({ name: z.string() })) });
  const parsed = shape.safeParse(content);
  if (!parsed.success) return content;
  const integrations = parsed.data.integrations.map((integration) => {
    const jwtSecret = environment[secretVariable(integration.name)];
    return jwtSecret === undefined ? integration : { ...integration, jwtSecret };
  });
  return { ...parsed.data, integrations };
}

/** `moodle-north` is `INVIGIL_SECRET_MOODLE_NORTH`. */
export function secretVariable(integration: string): string {
  return `INVIGIL_SECRET_${integration.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
}
