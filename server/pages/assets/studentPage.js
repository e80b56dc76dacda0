import './modal.js';
import { replaceInside } from './keepFocus.js';
import { keepFresh } from './live.js';
import { writeLocalTimes } from './localTimes.js';

keepFresh((fresh) => {
  writeLocalTimes(fresh);
  for (const part of document.querySelectorAll('[data-fresh-part]')) {
    const name = part.getAttribute('data-fresh-part');
    const heir = fresh.querySelector(`[data-fresh-part="${name}"]`);
    if (heir !== null && !isBeingFilled(part)) replaceInside(part, heir);
  }
});

/**
 * Somebody is writing there; it is made new when they are done.
 * @param {Element} part
 */
function isBeingFilled(part) {
  return [...part.querySelectorAll('textarea, input:not([type=hidden])')].some(
    (field) =>
      field === document.activeElement ||
      // What was given before and not done is filled in again, and waits to be sent.
      (field instanceof HTMLTextAreaElement && 'given' in field.dataset && field.value !== '') ||
      ((field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) &&
        field.value !== field.defaultValue),
  );
}
