/** Who is ticked: kept while the list is searched, sorted and paged, and sent with the form. */

/** @type {Set<string>} */
const ticked = new Set();

/** @returns {HTMLInputElement[]} */
function boxes() {
  return [...document.querySelectorAll('[data-select]')].filter(
    (box) => box instanceof HTMLInputElement,
  );
}

/** Listens on the document, as rows come and go. */
export function keepSelection() {
  document.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    if (target.matches('[data-select]')) tick(target.value, target.checked);
    else if (target.matches('[data-select-page]')) {
      for (const box of boxes()) tick(box.value, target.checked);
    } else return;
    showSelection();
  });
  document.getElementById('selection')?.addEventListener('formdata', (event) => {
    // Those on other pages have no box here.
    event.formData.delete('session');
    for (const id of ticked) event.formData.append('session', id);
  });
  for (const box of boxes()) if (box.checked) ticked.add(box.value);
  showSelection();
}

/**
 * @param {string} id
 * @param {boolean} on
 */
function tick(id, on) {
  if (on) ticked.add(id);
  else ticked.delete(id);
}

/** After rows came or went: each box says what is remembered. */
export function showSelection() {
  const all = boxes();
  for (const box of all) box.checked = ticked.has(box.value);
  const on = all.filter(({ checked }) => checked).length;
  const page = document.querySelector('[data-select-page]');
  if (page instanceof HTMLInputElement) {
    page.checked = on > 0 && on === all.length;
    page.indeterminate = on > 0 && on < all.length;
  }
  for (const deed of document.querySelectorAll('button[data-selected]')) {
    if (!(deed instanceof HTMLButtonElement)) continue;
    deed.disabled = ticked.size === 0;
    deed.textContent = (deed.dataset['words'] ?? '').replace('{count}', String(ticked.size));
  }
}
