/** Keeps the progress of a deed on many fresh until it has come to its end. */
import './modal.js';
import { writeLocalTimes } from './localTimes.js';

/** Often enough to be watched, seldom enough not to be work (milliseconds). */
const LOOK_EVERY = 1_000;

const job = /** @type {HTMLElement} */ (document.querySelector('[data-job]'));

async function look() {
  try {
    const answer = await fetch(job.dataset['fresh'] ?? '', { headers: { accept: 'text/html' } });
    if (answer.redirected) return location.reload();
    if (answer.ok) {
      const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
      writeLocalTimes(fresh);
      const next = fresh.querySelector('[data-job]');
      if (next !== null) job.replaceChildren(...next.childNodes);
    }
  } catch {
    // The network is gone; the job goes on without it, and the next look shows how far.
  }
  again();
}

function again() {
  if (job.querySelector('[data-job-state="running"]') === null) return;
  setTimeout(() => void look(), LOOK_EVERY);
}

again();
