/**
 * Shows the system check beside a status: on hover and on focus, closed by Escape, and it stays while
 * the pointer is on it (WCAG 2.2, 1.4.13). Listens on the document, as rows come and go.
 */

/** The pointer may cross the gap between the status and its popover (milliseconds). */
const LINGER = 250;
const GAP = 8;

/** @type {HTMLElement | undefined} */
let anchor;
/** @type {HTMLElement | undefined} */
let shown;
let timer = 0;

/** @param {EventTarget | null} target */
function anchorOf(target) {
  const found = target instanceof Element ? target.closest('[data-popover]') : null;
  return found instanceof HTMLElement ? found : undefined;
}

/** @param {HTMLElement} next */
function show(next) {
  clearTimeout(timer);
  const popover = document.getElementById(next.dataset['popover'] ?? '');
  if (popover === null || popover === shown) return;
  hide();
  popover.showPopover();
  anchor = next;
  shown = popover;
  place();
}

/** Below the status where it fits, else above, else beside; it never covers the status itself. */
function place() {
  if (anchor === undefined || shown === undefined) return;
  shown.style.maxHeight = '';
  const at = anchor.getBoundingClientRect();
  const { width, height } = shown.getBoundingClientRect();
  const { clientWidth: wide, clientHeight: high } = document.documentElement;
  const roomBelow = high - at.bottom - 2 * GAP;
  const roomAbove = at.top - 2 * GAP;
  const roomBeside = wide - at.right - 2 * GAP;
  const rightToLeft = getComputedStyle(document.documentElement).direction === 'rtl';
  let left = rightToLeft ? at.right - width : at.left;
  let top = at.bottom + GAP;
  if (height > roomBelow && height <= roomAbove) {
    top = at.top - GAP - height;
  } else if (height > roomBelow && width <= roomBeside && height <= high - 2 * GAP) {
    left = at.right + GAP;
    top = high - GAP - height;
  } else if (height > roomBelow) {
    // No side is large enough: the larger one, and it scrolls.
    const above = roomAbove > roomBelow;
    shown.style.maxHeight = `${above ? roomAbove : roomBelow}px`;
    if (above) top = GAP;
  }
  // What scrolls must be reachable by the keyboard.
  if (shown.scrollHeight > shown.clientHeight) shown.tabIndex = 0;
  else shown.removeAttribute('tabindex');
  shown.style.left = `${Math.max(GAP, Math.min(left, wide - width - GAP))}px`;
  shown.style.top = `${top}px`;
}

function hide() {
  clearTimeout(timer);
  if (shown?.isConnected === true && shown.matches(':popover-open')) shown.hidePopover();
  anchor = undefined;
  shown = undefined;
}

/** Not while it is still pointed at or has the focus. */
function hideSoon() {
  clearTimeout(timer);
  timer = setTimeout(() => {
    const wanted = ':hover, :focus-within';
    if (shown?.matches(wanted) === true || anchor?.matches(wanted) === true) return;
    hide();
  }, LINGER);
}

document.addEventListener('pointerover', (event) => {
  if (event.pointerType === 'touch') return;
  const next = anchorOf(event.target);
  if (next !== undefined) show(next);
});
document.addEventListener('pointerout', hideSoon);
document.addEventListener('focusin', (event) => {
  const next = anchorOf(event.target);
  if (next !== undefined) show(next);
});
document.addEventListener('focusout', (event) => {
  if (anchorOf(event.target) !== undefined || event.target === shown) hideSoon();
});
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || shown === undefined) return;
  if (shown.contains(document.activeElement)) anchor?.focus();
  hide();
  // Escape would empty a search field besides.
  event.preventDefault();
});
window.addEventListener('scroll', place, { capture: true, passive: true });
window.addEventListener('resize', place);

/** After a row was replaced: its popover is another element now. */
export function renewPopover() {
  if (shown?.isConnected === true) return;
  shown = undefined;
  const next = anchorOf(document.activeElement) ?? anchorOf(document.querySelector('.pill:hover'));
  if (next !== undefined) show(next);
}
