/**
 * Keeps a page as new as the server. The server says which session changed; what it shows now is then
 * asked for, so a page that missed events while it was away is right again after one question.
 */

/** Changes that come close together are asked for together (milliseconds). */
const GATHER = 150;
/** Everything is asked for again this often: that an app fell silent is no event (milliseconds). */
const LOOK_EVERY = 60_000;
/** After the server refused the stream, it is tried again (milliseconds). */
const TRY_AGAIN = 3_000;
/** More changed sessions than this at once, and everything is asked for. */
const FEW = 20;

/**
 * @param {(fresh: Document, whole: boolean) => void} apply puts what is new into the page; `whole` says
 *   that everything there is came, so that what is missing is gone
 * @returns {() => void} asks for everything once more
 */
export function keepFresh(apply) {
  const mark = /** @type {HTMLElement} */ (document.querySelector('[data-live]'));
  const { stream = '' } = mark.dataset;
  /** @type {Set<string>} */
  const changed = new Set();
  let everything = false;
  let asking = false;
  let pause = GATHER;

  /** @param {'on' | 'off' | 'ended'} state */
  function show(state) {
    mark.dataset['live'] = state;
    for (const part of mark.querySelectorAll('[data-live-state]')) {
      if (part instanceof HTMLElement) part.hidden = part.dataset['liveState'] !== state;
    }
  }

  function askForAll() {
    everything = true;
    void ask();
  }

  async function ask() {
    if (asking) return;
    asking = true;
    while (everything || changed.size > 0) {
      await new Promise((resolve) => setTimeout(resolve, pause));
      const whole = everything || changed.size > FEW;
      const query = new URLSearchParams(whole ? '' : { sessions: [...changed].join(',') });
      everything = false;
      changed.clear();
      const begun = performance.now();
      // The page may look for something else meanwhile.
      const { fresh = '' } = mark.dataset;
      const joint = fresh.includes('?') ? '&' : '?';
      await fetchFresh(`${fresh}${joint}${query}`, whole);
      // A slow answer means a busy server: then at most half of the time is spent asking.
      pause = Math.max(GATHER, performance.now() - begun);
    }
    asking = false;
  }

  /**
   * @param {string} address
   * @param {boolean} whole
   */
  async function fetchFresh(address, whole) {
    try {
      const answer = await fetch(address, { headers: { accept: 'text/html' } });
      if (answer.redirected || answer.status === 401) end();
      else if (answer.ok) {
        apply(new DOMParser().parseFromString(await answer.text(), 'text/html'), whole);
      }
    } catch {
      // The network is gone: the stream notices too, and everything is asked for when it is back.
      show('off');
    }
  }

  /** @type {EventSource | undefined} */
  let source;
  function connect() {
    source?.close();
    const opened = new EventSource(stream);
    source = opened;
    opened.addEventListener('open', () => {
      show('on');
      askForAll();
    });
    opened.addEventListener('changed', (event) => {
      changed.add(JSON.parse(event.data));
      void ask();
    });
    // The server itself may have missed something: another of its processes was out of its hearing.
    opened.addEventListener('missed', askForAll);
    opened.addEventListener('error', () => {
      show('off');
      // The browser tries again by itself unless it was refused; then everything is asked for, which
      // finds out whether the sign-in has ended.
      if (opened.readyState === EventSource.CLOSED) setTimeout(reconnect, TRY_AGAIN);
    });
  }

  function reconnect() {
    if (mark.dataset['live'] === 'ended' || document.hidden) return;
    askForAll();
    connect();
  }

  function end() {
    source?.close();
    source = undefined;
    const way = mark.querySelector('[data-live-state="ended"] a');
    // The page may show something else by now than what it came with.
    if (way instanceof HTMLAnchorElement) way.href = mark.dataset['fresh'] ?? '';
    show('ended');
  }

  connect();
  setInterval(() => {
    if (mark.dataset['live'] === 'on') askForAll();
  }, LOOK_EVERY);
  // A browser opens six connections to a server; pages that nobody looks at must not hold them.
  document.addEventListener('visibilitychange', () => {
    if (mark.dataset['live'] === 'ended') return;
    if (!document.hidden) return reconnect();
    source?.close();
    show('off');
  });
  return askForAll;
}
