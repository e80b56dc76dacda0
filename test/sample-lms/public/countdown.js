const two = (number) => String(number).padStart(2, '0');

/** Counts down in the page and calls `timeUp` once at zero. */
export function countdown(remainingMs, timeUp) {
  const shown = document.getElementById('time-left');
  const end = performance.now() + remainingMs;
  const timer = setInterval(tick, 250);

  function tick() {
    const seconds = Math.max(0, Math.ceil((end - performance.now()) / 1000));
    const minutes = Math.floor(seconds / 60);
    shown.textContent = `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
    if (seconds > 0) return;
    clearInterval(timer);
    timeUp();
  }

  tick();
}
