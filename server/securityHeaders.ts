import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import type { Config } from './config.ts';

/**
 * Sets the security headers of every answer. They are the same for all, and helmet would make them anew
 * for each request: a tenth of what a sign of life costs.
 */
export async function registerSecurityHeaders(app: FastifyInstance, config: Config): Promise<void> {
  await app.register(helmet, { ...headersFor(config), global: false });
  let made: [name: string, value: string | number | readonly string[]][] | undefined;
  app.addHook('onRequest', async (_request, reply) => {
    if (made !== undefined) {
      for (const [name, value] of made) reply.raw.setHeader(name, value);
      return;
    }
    const before = new Set(reply.raw.getHeaderNames());
    // Done when it returns: it writes to the raw answer.
    void reply.helmet();
    made = Object.entries(reply.raw.getHeaders()).flatMap(([name, value]) =>
      before.has(name) || value === undefined ? [] : [[name, value]],
    );
  });
}

function headersFor(config: Config) {
  const secure = config.listen.tls !== undefined || config.publicUrl?.startsWith('https:') === true;
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' as const },
    // Said over plain http it would mean nothing, and on loopback it would hit other programs.
    strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
  };
}
