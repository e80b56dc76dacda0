import { replaceInside } from './keepFocus.js';
import { keepFresh } from './live.js';
import { writeLocalTimes } from './localTimes.js';

keepFresh((fresh) => {
  writeLocalTimes(fresh);
  for (const part of document.querySelectorAll('[data-fresh-part]')) {
    const name = part.getAttribute('data-fresh-part');
    const heir = fresh.querySelector(`[data-fresh-part="${name}"]`);
    if (heir !== null) replaceInside(part, heir);
  }
});
