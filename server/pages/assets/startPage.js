/**
 * Keeps the link of the start page alive: a ticket lasts ten minutes, a candidate may take longer to
 * find the app. All words are in the page; this script shows one state and hides the others.
 */

/** The link is renewed when this share of its life is over, so a slow network has time left. */
const RENEW_AFTER = 0.8;
/** Between two tries while the server cannot be reached (milliseconds). */
const TRY_AGAIN = 10_000;

const root = /** @type {HTMLElement} */ (document.querySelector('[data-start]'));
const openLink = /** @type {HTMLAnchorElement} */ (root.querySelector('[data-deep-link]'));
const renewButton = /** @type {HTMLButtonElement} */ (root.querySelector('[data-renew]'));
const reloadButton = /** @type {HTMLButtonElement} */ (root.querySelector('[data-reload]'));
const source = /** @type {HTMLInputElement} */ (root.querySelector('[data-copy-source]'));

const life = Number(root.dataset['life']);
let renewAt = Date.now() + life * RENEW_AFTER;
let endsAt = Date.now() + life;
/** @typedef {'ready' | 'expired' | 'changed'} State */

/** @type {State} */
let state = 'ready';
let busy = false;

/** @param {State} next */
function show(next) {
  state = next;
  for (const line of root.querySelectorAll('[data-state]')) {
    if (line instanceof HTMLElement) line.hidden = line.dataset['state'] !== next;
  }
  openLink.hidden = next !== 'ready';
  renewButton.hidden = next !== 'expired';
  reloadButton.hidden = next !== 'changed';
}

async function renew() {
  if (busy) return;
  busy = true;
  try {
    const answer = await fetch(root.dataset['renewalUrl'] ?? '', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ renewal: root.dataset['renewalToken'] }),
    });
    if (answer.ok) take(await answer.json(), answer.headers.get('date'));
    // The session has moved on (closed, over): a new link is no use, the page has to be asked again.
    else if (answer.status < 500 && answer.status !== 429) show('changed');
    else later();
  } catch {
    // No network is not an answer: the old link stays until its end, and the next try comes.
    later();
  } finally {
    busy = false;
  }
}

/**
 * @param {{deepLink: string, expiresAt: string}} renewal
 * @param {string | null} serverDate the server's clock; ours may be wrong
 */
function take(renewal, serverDate) {
  const now = serverDate === null ? Date.now() : Date.parse(serverDate);
  const left = Date.parse(renewal.expiresAt) - now;
  openLink.href = renewal.deepLink;
  source.value = renewal.deepLink;
  renewAt = Date.now() + left * RENEW_AFTER;
  endsAt = Date.now() + left;
  show('ready');
}

function later() {
  renewAt = Date.now() + TRY_AGAIN;
  if (Date.now() >= endsAt) show('expired');
}

/** Looked at often and by the wall clock, since a sleeping computer stops timers. */
function look() {
  if (state === 'changed') return;
  if (Date.now() >= endsAt && state === 'ready') show('expired');
  if (Date.now() >= renewAt) void renew();
}

setInterval(look, 1000);
document.addEventListener('visibilitychange', look);
window.addEventListener('online', () => {
  if (state === 'expired') void renew();
});
renewButton.addEventListener('click', () => void renew());
reloadButton.addEventListener('click', () => location.reload());

root.querySelector('[data-copy]')?.addEventListener('click', async () => {
  const copied = /** @type {HTMLElement} */ (root.querySelector('[data-copied]'));
  const notCopied = /** @type {HTMLElement} */ (root.querySelector('[data-not-copied]'));
  source.select();
  try {
    await navigator.clipboard.writeText(source.value);
    copied.hidden = false;
    notCopied.hidden = true;
  } catch {
    // Not allowed, or not there at all on plain http: the text is selected, and the page says so.
    copied.hidden = true;
    notCopied.hidden = false;
  }
});
