/** The list of students: filtered at once, kept as new as the server, told to screen readers. */
import { replaceInside, takeAsFresh } from './keepFocus.js';
import { keepFresh } from './live.js';
import { writeLocalTimes } from './localTimes.js';
import { renewPopover } from './statusPopover.js';

const form = /** @type {HTMLFormElement} */ (document.querySelector('[data-filter]'));
const search = /** @type {HTMLInputElement} */ (form.querySelector('input[name="q"]'));
const body = /** @type {HTMLTableSectionElement} */ (document.querySelector('[data-rows]'));
const mark = /** @type {HTMLElement} */ (document.querySelector('[data-live]'));
const announcer = /** @type {HTMLElement} */ (document.querySelector('[data-announcer]'));

let status = new URLSearchParams(location.search).get('status') ?? '';
let flagged = new URLSearchParams(location.search).get('flagged') ?? '';

/** @returns {HTMLElement[]} */
function rows() {
  return [...body.querySelectorAll('[data-student]')].filter((row) => row instanceof HTMLElement);
}

/** Judges as the server does, by the row's data attributes. */
function filter() {
  const wanted = search.value.trim().toLowerCase();
  const all = rows();
  let shown = 0;
  for (const row of all) {
    const { status: has, search: text = '', flagged: flag } = row.dataset;
    const other = (status !== '' && has !== status) || (flagged !== '' && flag !== flagged);
    row.hidden = other || !text.includes(wanted);
    if (!row.hidden) shown += 1;
  }
  for (const button of form.querySelectorAll('button[name="status"]')) {
    const value = button.getAttribute('value') ?? '';
    button.setAttribute('aria-pressed', String(value === status));
    const count = button.querySelector('[data-count]');
    const students = all.filter((row) => value === '' || row.dataset['status'] === value);
    if (count !== null) count.textContent = String(students.length);
  }
  const flags = form.querySelector('button[name="flagged"]');
  flags?.setAttribute('aria-pressed', String(flagged !== ''));
  const flagCount = form.querySelector('[data-flagged-count]');
  const flaggedRows = all.filter((row) => row.dataset['flagged'] === 'yes');
  if (flagCount !== null) flagCount.textContent = String(flaggedRows.length);
  setHidden('[data-empty]', all.length > 0);
  setHidden('[data-list]', all.length === 0);
  setHidden('[data-no-match]', shown > 0 || all.length === 0);
  tellCount(shown);
}

/** @param {number} shown */
function tellCount(shown) {
  const line = document.querySelector('[data-shown]');
  if (line === null) return;
  const many = new Intl.PluralRules(document.documentElement.lang).select(shown);
  const words = line.getAttribute(`data-${many}`) ?? line.getAttribute('data-other') ?? '';
  line.textContent = words.replace('{count}', String(shown));
}

/**
 * @param {string} selector
 * @param {boolean} hidden
 */
function setHidden(selector, hidden) {
  const part = document.querySelector(selector);
  if (part instanceof HTMLElement) part.hidden = hidden;
}

/** The address follows the filter, so that a reload or a passed-on link shows the same list. */
function remember() {
  const address = new URL(location.href);
  const filters = { status, flagged, q: search.value.trim() };
  for (const [name, value] of Object.entries(filters)) {
    if (value === '') address.searchParams.delete(name);
    else address.searchParams.set(name, value);
  }
  history.replaceState(null, '', address);
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  // Enter in the search presses the first button by the rules of forms; it means the search only.
  const pressed = event.submitter;
  if (document.activeElement !== search && pressed instanceof HTMLButtonElement) {
    if (pressed.name === 'flagged') flagged = flagged === '' ? 'yes' : '';
    else status = pressed.value === status ? '' : pressed.value;
  }
  filter();
  remember();
});
search.addEventListener('input', () => {
  filter();
  remember();
});
document.querySelector('[data-clear]')?.addEventListener('click', (event) => {
  event.preventDefault();
  status = '';
  flagged = '';
  search.value = '';
  filter();
  remember();
  search.focus();
});

/**
 * @param {Document} fresh
 * @param {boolean} whole every student of the exam came, in order
 */
function update(fresh, whole) {
  writeLocalTimes(fresh);
  /** @type {string[]} */
  const told = [];
  /** @type {Element | null} */
  let before = null;
  const known = new Map(rows().map((row) => [row.dataset['student'], row]));
  for (const next of fresh.querySelectorAll('[data-student]')) {
    if (!(next instanceof HTMLElement)) continue;
    const old = known.get(next.dataset['student']);
    known.delete(next.dataset['student']);
    // Where a newcomer stands is known only among all.
    if (old === undefined && !whole) return askForAll();
    const row = old ?? body.insertRow();
    if (old !== undefined && old.dataset['status'] !== next.dataset['status']) {
      told.push(sentence(next));
      flash(old);
    }
    become(row, next);
    if (!whole) continue;
    // Moving a row that stands right already would lose its focus.
    /** @type {Element | null} */
    const place = before === null ? body.firstElementChild : before.nextElementSibling;
    if (place !== row) body.insertBefore(row, place);
    before = row;
  }
  if (whole) for (const gone of known.values()) gone.remove();
  filter();
  renewPopover();
  if (told.length > 0) announcer.textContent = told.slice(0, 3).join('. ');
}

/**
 * @param {HTMLElement} row
 * @param {HTMLElement} next
 */
function become(row, next) {
  for (const { name, value } of next.attributes) {
    if (name !== 'hidden') row.setAttribute(name, value);
  }
  const cells = [...row.children];
  const nextCells = [...next.children];
  if (cells.length !== nextCells.length) row.replaceChildren(...nextCells);
  else
    nextCells.forEach((cell, index) => replaceInside(/** @type {Element} */ (cells[index]), cell));
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
filter();
const askForAll = keepFresh(update);
