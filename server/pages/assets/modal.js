// A dialog comes open, so that it is there without this script too; with it, it is modal.
for (const dialog of document.querySelectorAll('dialog[data-modal]')) {
  if (!(dialog instanceof HTMLDialogElement)) continue;
  dialog.close();
  dialog.showModal();
  // A reload, or the way back, must not show a code, or ask, once more.
  history.replaceState(null, '', dialog.dataset['left'] ?? '');
  for (const way of dialog.querySelectorAll('a[href]:not([data-leave])')) {
    way.addEventListener('click', (event) => {
      event.preventDefault();
      dialog.close();
    });
  }
}
