import { allowed, asked, pause, place, refused, survived } from './outcome.js';

/** Whether a file was written can only be seen from outside. */
async function download(properties) {
  place('a', { textContent: 'save', ...properties }).click();
  await pause(800);
  return survived('asked');
}

const blob = () => URL.createObjectURL(new Blob(['every answer'], { type: 'text/plain' }));

export const downloads = {
  'download-attachment': ({ id }) => download({ href: `/hostile/files/answers.txt?attempt=${id}` }),
  'download-attribute': ({ id }) =>
    download({ href: `/hostile/files/answers.txt?attempt=${id}`, download: 'answers.txt' }),
  'download-blob': () => download({ href: blob(), download: 'answers.txt' }),
  'download-data': () => download({ href: 'data:text/plain,answers', download: 'answers.txt' }),
  'file-picker': () => asked(() => window.showOpenFilePicker()),
  'file-picker-save': () => asked(() => window.showSaveFilePicker()),
  'file-picker-folder': () => asked(() => window.showDirectoryPicker()),
  'file-input': async () => {
    const input = place('input', { type: 'file' });
    input.click();
    await pause(500);
    return input.files.length > 0 ? allowed(input.files[0].name) : refused('no file');
  },
  print: async () => {
    let printed = false;
    window.addEventListener('beforeprint', () => (printed = true), { once: true });
    window.print();
    await pause(500);
    return printed ? allowed('a print was begun') : refused('no print was begun');
  },
};

export const clipboard = {
  'clipboard-read': () => asked(async () => (await navigator.clipboard.read()).length),
  'clipboard-read-text': () => asked(() => navigator.clipboard.readText()),
  'clipboard-write': () => asked(() => navigator.clipboard.writeText('answers')),
  'clipboard-exec-copy': () => {
    const field = place('textarea', { value: 'answers' });
    field.select();
    return document.execCommand('copy') ? allowed('copied') : refused('not copied');
  },
  'clipboard-exec-paste': () => {
    const field = place('textarea');
    field.focus();
    const pasted = document.execCommand('paste');
    return pasted ? allowed(field.value) : refused('not pasted');
  },
};
