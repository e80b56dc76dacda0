import { allowed, pause, refused, survived } from './outcome.js';

const FLOOD = 20_000;

export const nuisance = {
  'message-flood': async () => {
    for (let count = 0; count < FLOOD; count += 1) {
      window.postMessage({ count, text: 'x'.repeat(100) }, '*');
      parent.postMessage('proctoringReady_n6EY', '*');
    }
    await pause(100);
    return survived(`${2 * FLOOD} messages`);
  },
  'alert-loop': () => {
    const begun = performance.now();
    for (let count = 0; count < 5; count += 1) alert(`Call this number now (${count})`);
    return survived(`5 alerts in ${Math.round(performance.now() - begun)} ms`);
  },
  'confirm-and-prompt': () => {
    const confirmed = confirm('Leave the exam?');
    const typed = prompt('Your password, please');
    return confirmed || typed !== null ? allowed(`${confirmed}, ${typed}`) : refused('no answer');
  },
  'beforeunload-trap': () => {
    window.addEventListener('beforeunload', (event) => {
      event.preventDefault();
      event.returnValue = 'never';
    });
    window.addEventListener('pagehide', () => {
      navigator.sendBeacon('/hostile/landed?attempt=pagehide');
    });
    return survived('the trap is set');
  },
  'history-tricks': async () => {
    const begun = history.length;
    for (let count = 0; count < 60; count += 1) {
      history.pushState({ count }, '', `?step=${count}`);
    }
    window.addEventListener('popstate', () => history.pushState({}, '', '?again'));
    history.back();
    await pause(300);
    return survived(`history ${begun} became ${history.length}, now at ${location.search}`);
  },
  'title-spoof': () => {
    document.title = 'Exam finished. You may close this window.';
    return survived(document.title);
  },
  'console-flood': () => {
    for (let count = 0; count < 5_000; count += 1) console.warn('noise', count, '%c', 'color:red');
    return survived('5000 lines');
  },
  'memory-hunger': async () => {
    const kept = [];
    for (let count = 0; count < 40; count += 1) {
      kept.push(new Uint8Array(4 * 1024 * 1024).fill(count));
      await pause(5);
    }
    return survived(`${kept.length * 4} MB taken`);
  },
  /** Busy for `?seconds=N` (8 when left out): the page cannot answer anybody meanwhile. */
  hang: () => {
    const seconds = Number(new URLSearchParams(location.search).get('seconds') ?? 8);
    const end = performance.now() + seconds * 1000;
    while (performance.now() < end);
    return survived(`busy for ${seconds} s`);
  },
};
