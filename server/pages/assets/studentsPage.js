/**
 * The list of students: the server filters, sorts and pages it; this fetches the page that is wanted,
 * keeps it as new as the server, remembers who is ticked, and tells screen readers.
 */
import { replaceInside, takeAsFresh } from './keepFocus.js';
import { keepFresh } from './live.js';
import { writeLocalTimes } from './localTimes.js';
import { keepSelection, showSelection } from './selection.js';
import { renewPopover } from './statusPopover.js';

/** Whoever types on is not asked about every letter (milliseconds). */
const TYPED = 200;

const form = /** @type {HTMLFormElement} */ (document.querySelector('[data-filter]'));
const search = /** @type {HTMLInputElement} */ (form.querySelector('input[name="q"]'));
const body = /** @type {HTMLTableSectionElement} */ (document.querySelector('[data-rows]'));
const mark = /** @type {HTMLElement} */ (document.querySelector('[data-live]'));
const announcer = /** @type {HTMLElement} */ (document.querySelector('[data-announcer]'));

/** What only the server knows how to write, replaced as a whole. */
const PARTS = [
  '[data-head]',
  '[data-shown]',
  '[data-suspended]',
  '[data-pager]',
  '[data-search-part]',
  '[data-matching-part="act"]',
  '[data-matching-part="mail"]',
  '[data-export-part]',
];

/** @param {URL} address what the page shows from now on; a reload or a passed-on link shows the same */
function turnTo(address) {
  history.replaceState(null, '', address);
  mark.dataset['fresh'] = `${address.pathname}${address.search}`;
  askForAll();
}

/** @param {Readonly<Record<string, string>>} changes */
function lookFor(changes) {
  const address = new URL(location.href);
  address.hash = '';
  address.searchParams.delete('page');
  for (const [name, value] of Object.entries(changes)) {
    if (value === '') address.searchParams.delete(name);
    else address.searchParams.set(name, value);
  }
  turnTo(address);
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const pressed = event.submitter;
  const asked = new URLSearchParams(location.search);
  // Enter in the search presses the first button by the rules of forms; it means the search only.
  if (document.activeElement !== search && pressed instanceof HTMLButtonElement) {
    const { name, value } = pressed;
    lookFor({ [name]: asked.get(name) === value ? '' : value });
  } else lookFor({ q: search.value.trim() });
});
let typed = 0;
search.addEventListener('input', () => {
  clearTimeout(typed);
  typed = setTimeout(() => lookFor({ q: search.value.trim() }), TYPED);
});

// Sorting, paging and clearing are links, so that they work without this and can be passed on.
document.addEventListener('click', (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || !(event.target instanceof Element))
    return;
  const link = event.target.closest('[data-sort], [data-page], [data-clear]');
  if (!(link instanceof HTMLAnchorElement)) return;
  event.preventDefault();
  if (link.matches('[data-clear]')) {
    search.value = '';
    search.focus();
  }
  turnTo(new URL(link.href));
});

/** @param {Document} fresh the whole page as the server would show it now */
function update(fresh) {
  writeLocalTimes(fresh);
  for (const part of PARTS) replacePart(fresh, part);
  for (const part of ['[data-empty]', '[data-list]', '[data-no-match]']) {
    const [old, next] = [document.querySelector(part), fresh.querySelector(part)];
    if (old instanceof HTMLElement && next instanceof HTMLElement) old.hidden = next.hidden;
  }
  takeCounts(fresh);
  takeRows(fresh);
  showSelection();
  renewPopover();
}

/**
 * @param {Document} fresh
 * @param {string} part
 */
function replacePart(fresh, part) {
  const [old, next] = [document.querySelector(part), fresh.querySelector(part)];
  if (old !== null && next !== null) replaceInside(old, next);
}

/** @param {Document} fresh */
function takeCounts(fresh) {
  const next = [...fresh.querySelectorAll('[data-filter] button')];
  [...form.querySelectorAll('button')].forEach((button, index) => {
    const other = next[index];
    if (!(other instanceof HTMLButtonElement)) return;
    button.value = other.value;
    button.setAttribute('aria-pressed', other.getAttribute('aria-pressed') ?? 'false');
    const [count, newer] = [button, other].map((each) => each.querySelector('.flow-count'));
    if (count && newer) count.textContent = newer.textContent;
  });
}

/** @param {Document} fresh */
function takeRows(fresh) {
  /** @type {string[]} */
  const told = [];
  /** @type {Element | null} */
  let before = null;
  const known = new Map(rows().map((row) => [row.dataset['student'], row]));
  for (const next of fresh.querySelectorAll('[data-student]')) {
    if (!(next instanceof HTMLElement)) continue;
    const old = known.get(next.dataset['student']);
    known.delete(next.dataset['student']);
    const row = old ?? body.insertRow();
    if (old !== undefined && old.dataset['status'] !== next.dataset['status']) {
      told.push(sentence(next));
      flash(old);
    }
    become(row, next);
    // Moving a row that stands right already would lose its focus.
    /** @type {Element | null} */
    const place = before === null ? body.firstElementChild : before.nextElementSibling;
    if (place !== row) body.insertBefore(row, place);
    before = row;
  }
  for (const gone of known.values()) gone.remove();
  if (told.length > 0) announcer.textContent = told.slice(0, 3).join('. ');
}

/** @returns {HTMLElement[]} */
function rows() {
  return [...body.querySelectorAll('[data-student]')].filter((row) => row instanceof HTMLElement);
}

/**
 * @param {HTMLElement} row
 * @param {HTMLElement} next
 */
function become(row, next) {
  for (const { name, value } of next.attributes) row.setAttribute(name, value);
  const cells = [...row.children];
  const nextCells = [...next.children];
  if (cells.length !== nextCells.length) {
    row.replaceChildren(...nextCells);
    for (const cell of row.children) takeAsFresh(cell);
  } else {
    nextCells.forEach((cell, index) => replaceInside(/** @type {Element} */ (cells[index]), cell));
  }
}

/** @param {HTMLElement} row */
function sentence(row) {
  const { name = '', label = '' } = row.dataset;
  return (mark.dataset['changed'] ?? '').replace('{name}', name).replace('{status}', label);
}

/**
 * Shows where something has just changed; the style sheet lets it fade.
 *
 * @param {HTMLElement} row
 */
function flash(row) {
  row.classList.remove('just-changed');
  // Read, so that the animation starts anew when the class comes back.
  row.getBoundingClientRect();
  row.classList.add('just-changed');
}

for (const cell of body.querySelectorAll('th, td')) takeAsFresh(cell);
keepSelection();
const askForAll = keepFresh(update);
