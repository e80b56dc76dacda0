import { allowed, landed, pause, place, PATIENCE_MS, refused, survived } from './outcome.js';

/** Loads a frame; allowed when something of it can be told to be there. */
async function framed(properties) {
  const frame = place('iframe', properties);
  const loaded = new Promise((resolve) => frame.addEventListener('load', () => resolve(true)));
  const inTime = await Promise.race([loaded, pause(PATIENCE_MS).then(() => false)]);
  if (!inTime) return refused('never loaded');
  try {
    const inside = frame.contentDocument;
    if (inside === null) return survived('a document of another origin, or an error page');
    return inside.body.textContent === '' ? refused('blank') : allowed(inside.body.textContent);
  } catch (error) {
    return refused(error);
  }
}

/** The browser's own viewer prints and saves; whether it came can only be seen from outside. */
async function viewer(tag, properties) {
  place(tag, properties);
  await pause(PATIENCE_MS);
  return survived('asked');
}

export const frames = {
  'iframe-elsewhere': ({ elsewhere, id }) => landed(id, () => place('iframe', { src: elsewhere })),
  'iframe-redirect': ({ id }) =>
    landed(id, () => place('iframe', { src: `/hostile/redirect?attempt=${id}` })),
  'iframe-file': () => framed({ src: 'file:///etc/passwd' }),
  'iframe-data': async () => {
    const told = new Promise((resolve) => {
      window.addEventListener('message', ({ data }) => data === 'inside' && resolve(true));
    });
    place('iframe', { src: 'data:text/html,<script>parent.postMessage("inside","*")</script>' });
    const ran = await Promise.race([told, pause(PATIENCE_MS).then(() => false)]);
    return ran ? allowed('its script ran') : refused('its script did not run');
  },
  'iframe-app': () => framed({ src: 'app://invigil/index.html' }),
  'iframe-invigil': () => framed({ src: 'invigil://start' }),
  'iframe-blank-bridge': () => {
    const inside = place('iframe').contentWindow;
    const names = ['require', 'process', 'invigil', 'electron', 'ipcRenderer'];
    const found = names.filter((name) => name in inside);
    return found.length > 0 ? allowed(found) : refused('nothing inside');
  },
  'iframe-pdf': () => viewer('iframe', { src: '/hostile/paper.pdf' }),
  'iframe-pdf-blob': async () => {
    const paper = await (await fetch('/hostile/paper.pdf')).blob();
    return viewer('iframe', { src: URL.createObjectURL(paper) });
  },
  'embed-pdf': () => viewer('embed', { src: '/hostile/paper.pdf', type: 'application/pdf' }),
  'object-pdf': () => viewer('object', { data: '/hostile/paper.pdf', type: 'application/pdf' }),
  'webview-tag': async () => {
    const view = place('webview', { src: 'data:text/html,inside' });
    view.setAttribute('nodeintegration', '');
    await pause(500);
    return 'getWebContentsId' in view ? allowed('a webview') : refused('an unknown element');
  },
};
