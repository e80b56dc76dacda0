/**
 * What an element was last filled with; the page may have changed its inside since (an open popover).
 *
 * @type {WeakMap<Element, string>}
 */
const filledWith = new WeakMap();

/**
 * Takes an element for as new as the server, before anything in it is opened.
 *
 * @param {Element} element
 */
export function takeAsFresh(element) {
  filledWith.set(element, element.innerHTML);
}

/**
 * Replaces the inside of an element, if it is another than before, and keeps the focus on the part that
 * had it: parts that can have the focus carry a key in `data-focus-key`.
 *
 * @param {Element} old
 * @param {Element} fresh
 */
export function replaceInside(old, fresh) {
  const markup = fresh.innerHTML;
  if ((filledWith.get(old) ?? old.innerHTML) === markup) return;
  const active = document.activeElement;
  const key = old.contains(active) ? active?.getAttribute('data-focus-key') : undefined;
  old.replaceChildren(...fresh.childNodes);
  filledWith.set(old, markup);
  if (!key) return;
  const heir = old.querySelector(`[data-focus-key="${CSS.escape(key)}"]`);
  if (heir instanceof HTMLElement) heir.focus({ preventScroll: true });
}
