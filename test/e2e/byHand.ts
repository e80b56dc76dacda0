import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openWorld } from './support/world.ts';
import { REPOSITORY } from './support/folders.ts';

/**
 * The server, the sample LMS and the app for a person at a display. Run by `npm start`. The exam
 * allows a virtual machine, so that it can be taken wherever developers sit.
 */
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const world = await openWorld({
  onStatus: ({ status, at }) => {
    say(`status ${status} ${at}`);
  },
});
const { startUrl } = await world.lms.addSample('start-on-campus-high', {
  language: 'en',
  secureBrowserLevel: 'basic',
  allowVirtualEnvironment: true,
  allowMultipleDisplays: true,
});
say(`1. Open ${startUrl} in your browser and press "Begin".`);
say('2. Copy the exam link from the start page into the app that has just opened.');
say(
  `Students page: ${world.server.url}/staff/ (the one-time password is ${world.server.password()})`,
);

const electron = process.env['INVIGIL_ELECTRON'];
if (electron === undefined) throw new Error('INVIGIL_ELECTRON names no runtime; use npm start');
const isRoot = process.getuid?.() === 0;
const app = spawn(electron, [...(isRoot ? ['--no-sandbox'] : []), REPOSITORY], {
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.kill(signal));
await once(app, 'exit');
await world.close();
