/** How often the parent is looked at, ms: what outlives npm does so for about this long. */
const interval = 100;

/**
 * Ends this process, by the signal it handles anyway, when the npm that runs it has been ended: npm
 * passes a signal on to the shell between the two, which dies of it and leaves its child behind.
 * Started without npm, a process may well outlive its parent and is left alone.
 */
export function endWithNpm(environment = process.env) {
  if (process.platform === 'win32' || environment['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, interval);
  watch.unref();
}
