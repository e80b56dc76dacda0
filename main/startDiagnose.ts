import { app, dialog } from 'electron';
import { createInterface } from 'node:readline/promises';
import { appCatalogues, textLanguageFor } from '../contract/text/app.ts';
import { createMachineReader } from './checks/thisMachine.ts';
import { diagnose, DIAGNOSE_EXIT, type DiagnoseDeps } from './diagnose.ts';
import { appIdentity } from './system/appIdentity.ts';
import { runCommand } from './system/command.ts';
import { openNativeWindows } from './system/windows/native.ts';

type Words = DiagnoseDeps['words'];
type Question = Parameters<DiagnoseDeps['ask']>[0];

/** `invigil --diagnose FILE`: no window, no session, no server. Asks on the terminal, else in a box. */
export function startDiagnose(file: string): void {
  let code: number = DIAGNOSE_EXIT.failed;
  app
    .whenReady()
    .then(async () => {
      const words = appCatalogues[textLanguageFor(app.getLocale())].diagnose;
      const onTerminal = process.stdin.isTTY;
      code = await diagnose(file, {
        read: createMachineReader({
          platform: process.platform,
          environment: process.env,
          run: runCommand,
          native: openNativeWindows({
            platform: process.platform,
            arch: process.arch,
            resources: process.resourcesPath,
            warn: (message) => process.stderr.write(`invigil: ${message}\n`),
          }),
          app,
        }),
        ask: (question) =>
          onTerminal ? askOnTerminal(question, words) : Promise.resolve(askInBox(question, words)),
        say: (line) => process.stdout.write(`${line}\n`),
        words,
        version: appIdentity.version,
        today: new Date(),
      });
    })
    .catch((error: unknown) => process.stderr.write(`invigil: ${String(error)}\n`))
    .finally(() => app.exit(code));
}

async function askOnTerminal({ lead, list, left }: Question, words: Words): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`${lead}\n\n${list}\n\n${left}\n\n${words.answer} `);
  terminal.close();
  return answer.trim().toLowerCase() === words.yes;
}

/** The box that waits: see refuseStart. Closing it, Escape and Enter alike write nothing. */
function askInBox({ lead, list, left }: Question, words: Words): boolean {
  const buttons = [words.write, words.cancel];
  const pressed = dialog.showMessageBoxSync({
    type: 'question',
    title: app.name,
    message: words.title,
    detail: `${lead}\n\n${list}\n\n${left}`,
    buttons,
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  });
  return pressed === 0;
}
