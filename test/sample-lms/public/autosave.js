/**
 * Sends the form's fields by XHR some time after the last change, and again while it fails.
 * `done(saved)` is told of every try that had no change after it.
 */
export function autosave(form, quietMs, done) {
  const state = document.getElementById('save-state');
  let timer;
  let version = 0;
  let stopped = false;

  function later() {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(send, quietMs);
  }

  function ended(sent, saved) {
    if (stopped) return;
    state.textContent = saved ? 'Answers saved' : 'Autosave failed. Your answers are still here.';
    state.dataset.state = saved ? 'saved' : 'failed';
    if (sent === version) done(saved);
    if (!saved) later();
  }

  function send() {
    const sent = version;
    const request = new XMLHttpRequest();
    request.open('POST', '/mod/quiz/autosave.ajax.php');
    request.timeout = 10_000;
    request.addEventListener('load', () => ended(sent, request.status === 200));
    for (const failure of ['error', 'timeout', 'abort']) {
      request.addEventListener(failure, () => ended(sent, false));
    }
    state.textContent = 'Saving …';
    state.dataset.state = 'saving';
    request.send(new URLSearchParams(new FormData(form)));
  }

  return {
    changed() {
      version += 1;
      later();
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
