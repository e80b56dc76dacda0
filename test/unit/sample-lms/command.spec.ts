import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { SECRET } from './site.ts';

const MAIN = fileURLToPath(new URL('../../sample-lms/main.ts', import.meta.url));
const listeningSchema = z.strictObject({
  event: z.literal('listening'),
  url: z.url(),
  starts: z.array(z.url()),
});

function run(options: readonly string[], secret = SECRET): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, ['--import', 'tsx', MAIN, ...options], {
    env: { ...process.env, SAMPLE_LMS_JWT_SECRET: secret },
  });
}

const text = async (stream: AsyncIterable<Buffer>): Promise<string> => {
  let whole = '';
  for await (const part of stream) whole += part.toString();
  return whole;
};

describe('the command', { timeout: 30_000 }, () => {
  it('tells its address in one JSON line, offers a sample, and ends on SIGTERM', async () => {
    const child = run([
      ...['--proctor-url', 'http://127.0.0.1:2', '--integration', 'uni'],
      ...['--sample', 'start-on-campus-high'],
    ]);
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const { url, starts } = listeningSchema.parse(JSON.parse(line.toString()));
    expect(starts).toEqual([`${url}/start/b2-0626-7781-01`]);
    const page = await fetch(starts[0] ?? '');
    expect(await page.text()).toContain('http://127.0.0.1:2/integration/simple/uni/start/');
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const [code] = (await ended) as [number | null];
    // Windows has no signals: there the process is ended from outside.
    expect(code).toBe(process.platform === 'win32' ? null : 0);
  });

  it('names what is missing', async () => {
    const child = run(['--proctor-url', 'not an address'], '');
    const ended = once(child, 'exit');
    const complaint = await text(child.stderr);
    const [code] = (await ended) as [number | null];
    expect(code).toBe(2);
    for (const key of ['proctorUrl', 'integrationName', 'jwtSecret', '--proctor-url URL']) {
      expect(complaint).toContain(key);
    }
  });
});
