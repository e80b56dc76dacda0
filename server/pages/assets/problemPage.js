/** "Check again" sends the same request once more; the browser asks first when it was a form. */
document.querySelector('[data-reload]')?.addEventListener('click', () => location.reload());
