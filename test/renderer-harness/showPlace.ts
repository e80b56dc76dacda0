import type { Place } from '../../contract/channels.ts';

const WORDS = [
  'Question 3 of 12',
  'The Newton iteration for f(x) = x² − 2 starts at x₀ = 1.',
  'Give x₂ to four decimal places, and say how many digits are right.',
];

/** Lays a sheet of paper where Electron would lay the foreign page. */
export function showPlace(): (place: Place | null) => void {
  const page = document.createElement('div');
  page.className = 'pretended-page';
  page.hidden = true;
  page.setAttribute('aria-hidden', 'true');
  WORDS.forEach((words, index) => {
    const line = document.createElement(index === 0 ? 'h2' : 'p');
    line.textContent = words;
    page.append(line);
  });
  document.body.append(page);
  return (place) => {
    page.hidden = place === null;
    if (place === null) return;
    page.style.left = `${place.x}px`;
    page.style.top = `${place.y}px`;
    page.style.width = `${place.width}px`;
    page.style.height = `${place.height}px`;
  };
}
