import { contextBridge, ipcRenderer } from 'electron';
import type { RequestAnswer } from '../contract/channels.ts';
import { EVENT_NAMES, REQUEST_NAMES } from './names.ts';

/** A doorway: known names pass, everything is parsed in main, and no Electron object reaches the page. */
contextBridge.exposeInMainWorld('exam', {
  async ask(name: unknown, input: unknown): Promise<unknown> {
    const known = REQUEST_NAMES.find((each) => each === name);
    if (known === undefined) throw new Error('No such request');
    const answer = (await ipcRenderer.invoke(known, input)) as RequestAnswer;
    if (!answer.ok) throw new Error(answer.message);
    return answer.value;
  },
  listen(name: unknown, heard: (data: unknown) => void): () => void {
    const known = EVENT_NAMES.find((each) => each === name);
    if (known === undefined) throw new Error('No such event');
    const pass = (_event: unknown, data: unknown): void => heard(data);
    ipcRenderer.on(known, pass);
    return () => {
      ipcRenderer.off(known, pass);
    };
  },
});
