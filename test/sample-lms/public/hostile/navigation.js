import { landed, pause, place, PATIENCE_MS, refused, stayed, survived } from './outcome.js';

const go = (url) => () => stayed(() => place('a', { href: url, textContent: 'go' }).click());

/** External programs: the page stays either way, so only a watcher can tell. */
const launch = (url) => async () => {
  place('a', { href: url, textContent: 'go' }).click();
  await pause(PATIENCE_MS);
  return survived(`asked for ${url}`);
};

const blobOf = (type, text) => URL.createObjectURL(new Blob([text], { type }));

export const navigation = {
  'navigate-elsewhere': ({ elsewhere, id }) => landed(id, () => location.assign(elsewhere)),
  'navigate-replace': ({ elsewhere, id }) => landed(id, () => location.replace(elsewhere)),
  'navigate-redirect': ({ id }) =>
    landed(id, () => location.assign(`/hostile/redirect?attempt=${id}`)),
  'navigate-meta-refresh': ({ elsewhere, id }) =>
    landed(id, () => place('meta', { httpEquiv: 'refresh', content: `0; url=${elsewhere}` })),
  'navigate-course-notes': ({ id }) =>
    landed(id, () => location.assign(`/hostile/notes?attempt=${id}`)),
  'form-post-elsewhere': ({ elsewhere, id }) =>
    landed(id, () => {
      const form = place('form', { action: elsewhere, method: 'post' });
      place('input', { type: 'hidden', name: 'answers', value: 'all of them' }, form);
      form.submit();
    }),
  'iframe-navigates-top': ({ elsewhere, id }) =>
    landed(id, () => {
      place('iframe', { srcdoc: `<script>top.location = ${JSON.stringify(elsewhere)}</script>` });
    }),
  'navigate-file': go('file:///etc/passwd'),
  'navigate-javascript': async () => {
    place('a', { href: 'javascript:void(document.title = "taken")' }).click();
    await pause(300);
    return survived(`title: ${document.title}`);
  },
  'navigate-data': go('data:text/html,<h1>taken</h1>'),
  'navigate-blob': () => go(blobOf('text/html', '<h1>taken</h1>'))(),
  'navigate-app': go('app://invigil/index.html'),
  'navigate-invigil': launch('invigil://start?server=https%3A%2F%2Fproctor.invalid&ticket=x'),
  'navigate-mailto': launch('mailto:friend@example.org?body=answers'),
  'navigate-chrome': go('chrome://gpu'),
  'navigate-devtools': go('devtools://devtools/bundled/inspector.html'),
  'navigate-view-source': go('view-source:http://127.0.0.1/'),
  'navigate-pdf': () => stayed(() => location.assign('/hostile/paper.pdf')),
  /** Led back, it would leave again at once and for ever, so it waits for a press. */
  'navigate-about-blank': () =>
    navigator.userActivation.isActive
      ? stayed(() => location.assign('about:blank'))
      : refused('not pressed'),
  /** A page may rename itself without being loaded; loading it anew by that name would leave. */
  'rename-and-reload': ({ id }) =>
    landed(id, () => {
      history.pushState({}, '', `/mod/page/view.php?id=8839&attempt=${id}`);
      location.reload();
    }),
};
