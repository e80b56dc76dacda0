import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { arch, platform, tmpdir } from 'node:os';
import path from 'node:path';
import { REPOSITORY } from '../e2e/support/folders.ts';
import { freePort } from '../e2e/support/freePort.ts';
import { startTwoServers } from '../server/support/twoServers.ts';
import { until } from '../server/support/until.ts';
import { caddy, end, nginx, type Proxy } from './proxies.ts';
import { STEPS } from './steps.ts';

interface Tried {
  readonly what: string;
  readonly seconds: number;
  readonly failure?: string;
}

const certificates = process.env['INVIGIL_PROXY_CERTIFICATES'] ?? '';
const results: { proxy: Proxy; tried: Tried[] }[] = [];
for (const proxy of [nginx, caddy]) results.push({ proxy, tried: await tryBehind(proxy) });
if (process.argv.includes('--report')) writeReport();
const failed = results.flatMap(({ tried }) => tried).filter(({ failure }) => failure !== undefined);
process.exit(failed.length === 0 ? 0 : 1);

/** Two processes behind the proxy, and every step through it. */
async function tryBehind(proxy: Proxy): Promise<Tried[]> {
  process.stdout.write(`${proxy.name} (${proxy.version()})\n`);
  const folder = mkdtempSync(path.join(tmpdir(), 'invigil-proxy-'));
  const port = await freePort();
  const url = `https://127.0.0.1:${String(port)}`;
  const two = await startTwoServers({ publicUrl: `${url}/`, drainSeconds: 1 });
  const [one, other] = two.places.map(({ server }) => Number(new URL(server.url).port));
  const servers = [one ?? 0, other ?? 0] as const;
  const child = proxy.start({ folder, port, servers, certificates });
  const tried: Tried[] = [];
  try {
    const answers = (): Promise<boolean> =>
      fetch(`${url}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      );
    await until(answers, 20_000);
    for (const { what, run } of STEPS) {
      const begun = performance.now();
      const failure = await run({ lms: { ...two.either, url }, two }).then(
        () => undefined,
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
      const seconds = (performance.now() - begun) / 1_000;
      tried.push({ what, seconds, ...(failure === undefined ? {} : { failure }) });
      const outcome = failure === undefined ? '  ok ' : '  FAILED ';
      process.stdout.write(`${outcome} ${what}${failure === undefined ? '' : `: ${failure}`}\n`);
    }
  } finally {
    await end(child);
    await two.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return tried;
}

function writeReport(): void {
  const parts = results.flatMap(({ proxy, tried }) => [
    `## ${proxy.name} ${proxy.version()}`,
    '',
    `With \`packaging/server/${proxy === nginx ? 'nginx.conf' : 'Caddyfile'}\`; its name, ports and certificate alone are others.`,
    '',
    '| step | outcome | time |',
    '| --- | --- | --- |',
    ...tried.map(
      ({ what, seconds, failure }) =>
        `| ${what} | ${failure?.replaceAll(/\s+/g, ' ') ?? 'ok'} | ${seconds.toFixed(1)} s |`,
    ),
    '',
  ]);
  const report = path.join(REPOSITORY, 'docs', 'reports', 'test-proxies.md');
  const lines = [
    '# Two processes behind a proxy, tried',
    '',
    `\`npm run test:proxies -- --report\` on ${platform()} ${arch()}, Node ${process.version}: the real proxy, two server processes, one PostgreSQL.`,
    '',
    ...parts,
  ];
  writeFileSync(report, lines.join('\n'));
  process.stdout.write(`${report}\n`);
}
