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
/** @type {HTMLElement | undefined} */
let touchedBefore;

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

/**
 * Beside the status where it fits, so that the pointer can go on down the column; else below, else
 * above. It never covers the status itself.
 */
function place() {
  if (anchor === undefined || shown === undefined) return;
  shown.style.maxHeight = '';
  const at = anchor.getBoundingClientRect();
  const { width, height } = shown.getBoundingClientRect();
  const { clientWidth: wide, clientHeight: high } = document.documentElement;
  const rightToLeft = getComputedStyle(document.documentElement).direction === 'rtl';
  const roomBeside = (rightToLeft ? at.left : wide - at.right) - 2 * GAP;
  const roomBelow = high - at.bottom - 2 * GAP;
  const roomAbove = at.top - 2 * GAP;
  let left = rightToLeft ? at.right - width : at.left;
  let top = at.bottom + GAP;
  if (width <= roomBeside && height <= high - 2 * GAP) {
    left = rightToLeft ? at.left - GAP - width : at.right + GAP;
    top = Math.max(GAP, Math.min(at.top - GAP, high - GAP - height));
  } else if (height > roomBelow && roomAbove > roomBelow) {
    // Where neither side is large enough it takes the larger one, and scrolls.
    if (height > roomAbove) shown.style.maxHeight = `${roomAbove}px`;
    top = Math.max(GAP, at.top - GAP - height);
  } else if (height > roomBelow) {
    shown.style.maxHeight = `${roomBelow}px`;
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
// A finger does not hover: the first touch shows the steps, the next one follows the link.
document.addEventListener('click', (event) => {
  const touched = event instanceof PointerEvent && event.pointerType === 'touch';
  if (!touched) return;
  const next = anchorOf(event.target);
  if (next === undefined) {
    if (event.target instanceof Node && shown?.contains(event.target) === true) return;
    hide();
    touchedBefore = undefined;
    return;
  }
  if (next === touchedBefore && shown !== undefined) return;
  event.preventDefault();
  touchedBefore = next;
  show(next);
});
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

/** After a row was replaced: its popover is another element now. One that Escape closed stays closed. */
export function renewPopover() {
  if (shown === undefined || shown.isConnected) return;
  shown = undefined;
  const next = anchorOf(document.activeElement) ?? anchorOf(document.querySelector('.pill:hover'));
  if (next !== undefined) show(next);
}
