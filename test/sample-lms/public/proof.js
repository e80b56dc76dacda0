// Covers an attempt page until its window is told that proctoring runs. It stands in the head, so
// that the cover is there before any question is.
(() => {
  const proof = JSON.parse(document.getElementById('proof-data').textContent);
  const root = document.documentElement;
  root.classList.add('unproctored');
  let waiting = true;

  window.addEventListener('DOMContentLoaded', () => {
    const cover = document.createElement('div');
    cover.id = 'proof-cover';
    cover.setAttribute('role', 'status');
    cover.textContent = 'Waiting for proctoring …';
    document.body.append(cover);
  });

  function uncover(event) {
    if (event.data !== proof.message) return;
    waiting = false;
    root.classList.remove('unproctored');
    document.getElementById('proof-cover')?.remove();
    window.removeEventListener('message', uncover);
  }

  const listen = () => window.addEventListener('message', uncover);
  if (proof.listener === 'head') {
    listen();
  } else {
    const delay = proof.listenerDelayMs ?? 15 + Math.random() * 30;
    window.addEventListener('DOMContentLoaded', () => setTimeout(listen, delay));
  }

  // Back to the start form with the same session: proctoring is not running here.
  setTimeout(() => {
    if (!waiting) return;
    const form = document.createElement('form');
    form.method = 'post';
    form.action = proof.action;
    const token = document.createElement('input');
    token.type = 'hidden';
    token.name = 'token';
    token.value = proof.token;
    form.append(token);
    document.body.append(form);
    form.submit();
  }, proof.waitMs);
})();
