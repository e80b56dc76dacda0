import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { userInfo } from 'node:os';
import { REPOSITORY } from '../e2e/support/folders.ts';

/** Where a proxy listens, and for whom. */
export interface Way {
  /** For what the proxy writes. */
  readonly folder: string;
  readonly port: number;
  /** Of the two server processes. */
  readonly servers: readonly [number, number];
  /** Holds `cert.pem` and `key.pem`, of 127.0.0.1. */
  readonly certificates: string;
}

/** A proxy with our file for it, changed in nothing but name, ports and certificate. */
export interface Proxy {
  readonly name: string;
  version(): string;
  start(way: Way): ChildProcess;
}

const fileOf = (name: string): string =>
  readFileSync(path.join(REPOSITORY, 'packaging', 'server', name), 'utf8');

/** @throws Error when our file does not hold what is to be replaced */
function replaceEach(text: string, pairs: readonly (readonly [string, string])[]): string {
  return pairs.reduce((before, [from, to]) => {
    if (!before.includes(from)) throw new Error(`the proxy's file does not hold: ${from}`);
    return before.replaceAll(from, to);
  }, text);
}

export const nginx: Proxy = {
  name: 'nginx',
  // It says so on stderr.
  version: () =>
    execFileSync('sh', ['-c', 'nginx -v 2>&1'], { encoding: 'utf8' }).replace(/^.*\//s, '').trim(),
  start({ folder, port, servers, certificates }) {
    const ours = replaceEach(fileOf('nginx.conf'), [
      ['127.0.0.1:8731', `127.0.0.1:${String(servers[0])}`],
      ['127.0.0.1:8732', `127.0.0.1:${String(servers[1])}`],
      ['listen 443', `listen 127.0.0.1:${String(port)}`],
      ['/etc/letsencrypt/live/proctor.example/fullchain.pem', `${certificates}/cert.pem`],
      ['/etc/letsencrypt/live/proctor.example/privkey.pem', `${certificates}/key.pem`],
      ['proctor.example', '127.0.0.1'],
    ]);
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (kind) => `${kind}_temp_path ${folder}/${kind};`,
    );
    const lines = [
      'daemon off;',
      `pid ${folder}/nginx.pid;`,
      // Its workers would be somebody else, who cannot reach this folder.
      ...(userInfo().uid === 0 ? ['user root;'] : []),
      'events {}',
      `http { access_log off; ${temporary.join(' ')} ${ours} }`,
    ];
    const file = path.join(folder, 'nginx.conf');
    writeFileSync(file, lines.join('\n'));
    const words = ['-c', file, '-p', folder, '-e', 'stderr'];
    return spawn('nginx', words, { stdio: ['ignore', 'inherit', 'inherit'] });
  },
};

export const caddy: Proxy = {
  name: 'Caddy',
  version: () => execFileSync('caddy', ['version'], { encoding: 'utf8' }).trim(),
  start({ folder, port, servers, certificates }) {
    const certificate = `tls ${certificates}/cert.pem ${certificates}/key.pem`;
    const ours = replaceEach(fileOf('Caddyfile'), [
      ['127.0.0.1:8731', `127.0.0.1:${String(servers[0])}`],
      ['127.0.0.1:8732', `127.0.0.1:${String(servers[1])}`],
      ['proctor.example {', `https://127.0.0.1:${String(port)} {\n  ${certificate}`],
    ]);
    const file = path.join(folder, 'Caddyfile');
    writeFileSync(file, `{\n  admin off\n  auto_https disable_redirects\n}\n${ours}`);
    const home = path.join(folder, 'home');
    mkdirSync(home);
    return spawn('caddy', ['run', '--config', file, '--adapter', 'caddyfile'], {
      stdio: ['ignore', 'ignore', 'ignore'],
      env: { ...process.env, HOME: home, XDG_DATA_HOME: home, XDG_CONFIG_HOME: home },
    });
  },
};

export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
