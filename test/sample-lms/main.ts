import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { startLms } from './startLms.ts';

const USAGE = `tsx test/sample-lms/main.ts --proctor-url URL --integration NAME
  [--port N] [--host HOST] [--public-url URL]
  [--sample NAME]...  offers test/fixtures/start/NAME.json, moved to now
  [--start FILE]...   offers the start parameters in FILE as they are
The integration's secret is read from SAMPLE_LMS_JWT_SECRET.`;

const parametersSchema = z.looseObject({ sessionId: z.string().min(1) });

/** Runs the sample LMS until SIGTERM or SIGINT; tells its address in one JSON line. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      'proctor-url': { type: 'string' },
      integration: { type: 'string' },
      port: { type: 'string' },
      host: { type: 'string' },
      'public-url': { type: 'string' },
      sample: { type: 'string', multiple: true, default: [] },
      start: { type: 'string', multiple: true, default: [] },
    },
  });
  const lms = await startLms({
    proctorUrl: values['proctor-url'] ?? '',
    integrationName: values.integration ?? '',
    jwtSecret: process.env['SAMPLE_LMS_JWT_SECRET'] ?? '',
    ...(values.port !== undefined && { port: Number(values.port) }),
    ...(values.host !== undefined && { host: values.host }),
    ...(values['public-url'] !== undefined && { publicUrl: values['public-url'] }),
  });
  const starts = [
    ...(await Promise.all(values.sample.map((name) => lms.addSample(name)))),
    ...(await Promise.all(
      values.start.map((file) =>
        lms.addStart(parametersSchema.parse(JSON.parse(readFileSync(file, 'utf8')))),
      ),
    )),
  ].map(({ startUrl }) => startUrl);
  console.log(JSON.stringify({ event: 'listening', url: lms.url, starts }));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void lms.close().then(() => process.exit(0)));
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof z.ZodError ? z.prettifyError(error) : error);
  console.error(USAGE);
  process.exitCode = 2;
});
