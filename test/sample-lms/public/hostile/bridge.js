import { allowed, asked, pause, place, refused } from './outcome.js';

/** Names under which desktop applications have handed power to a page. */
const NAMES = [
  'require',
  'module',
  'exports',
  'process',
  'Buffer',
  'global',
  '__dirname',
  '__filename',
  'electron',
  'electronAPI',
  'ipcRenderer',
  'ipc',
  'remote',
  'nodeRequire',
  'webFrame',
  'invigil',
  'exam',
  'bridge',
  'api',
  'desktop',
  'native',
  'main',
  'shell',
  '__electronLog',
];

/** A worker that tells what it can see. */
function workerSource() {
  const code = `const names = ['require', 'process', 'Buffer', 'module'];
    const found = names.filter((name) => name in self);
    self.onconnect = ({ ports: [port] }) => port.postMessage(found);
    if (!('onconnect' in self) || self.postMessage) self.postMessage?.(found);`;
  return URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
}

const found = (names) => (names.length > 0 ? allowed(names) : refused('nothing found'));

export const bridge = {
  bridge: () => found(NAMES.filter((name) => name in window && !(window[name] instanceof Node))),
  'bridge-globals': () => {
    const own = Object.getOwnPropertyNames(window).filter((name) => !/^\d+$/.test(name));
    const fresh = place('iframe').contentWindow;
    const usual = new Set(Object.getOwnPropertyNames(fresh));
    return found(own.filter((name) => !usual.has(name) && name !== '__hostile'));
  },
  'bridge-parents': () => {
    const others = { opener: window.opener, parent: window.parent, top: window.top };
    const reached = Object.entries(others).filter(([, other]) => other && other !== window);
    if (globalThis.chrome?.runtime?.connect) reached.push(['chrome.runtime']);
    return found(reached.map(([name]) => name));
  },
  'fetch-file': () => asked(async () => (await fetch('file:///etc/passwd')).text()),
  'fetch-app': () => asked(async () => (await fetch('app://invigil/index.html')).text()),
  'fetch-loopback-debugger': () =>
    asked(async () => (await fetch('http://127.0.0.1:9222/json/version')).text()),
  'web-socket': () =>
    asked(
      () =>
        new Promise((resolve, reject) => {
          const socket = new WebSocket('ws://127.0.0.1:9222/devtools/browser');
          socket.onopen = resolve;
          socket.onerror = () => reject(new Error('not connected'));
        }),
    ),
};

export const workers = {
  'service-worker': () =>
    asked(async () => {
      const scope = '/theme/hostile/';
      const worker = await navigator.serviceWorker.register('/theme/hostile/worker.js', { scope });
      await worker.unregister();
    }),
  'shared-worker': () =>
    asked(
      () =>
        new Promise((resolve, reject) => {
          const worker = new SharedWorker(workerSource());
          worker.port.onmessage = ({ data }) => resolve(`runs, sees ${data.length} of Node`);
          worker.onerror = () => reject(new Error('not started'));
        }),
    ),
  'worker-bridge': async () => {
    const worker = new Worker(workerSource());
    const answer = new Promise((resolve) => {
      worker.onmessage = ({ data }) => resolve(data);
    });
    const names = await Promise.race([answer, pause(1500).then(() => [])]);
    worker.terminate();
    return found(names);
  },
};
