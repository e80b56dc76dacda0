/** What came of an attempt. `survived`: only someone outside the page can tell. */
export const refused = (detail) => ({ result: 'refused', detail: String(detail) });
export const allowed = (detail) => ({ result: 'allowed', detail: String(detail) });
export const survived = (detail) => ({ result: 'survived', detail: String(detail) });

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const { search } = globalThis.location ?? { search: '' };

/** How long a navigation, a window or an answer may take, in ms; `?patience=N` changes it. */
export const PATIENCE_MS = Number(new URLSearchParams(search).get('patience') ?? 1500);

/** Runs something that would take this page away; being here afterwards is a refusal. */
export async function stayed(act) {
  act();
  await pause(PATIENCE_MS);
  return refused('the page is still here');
}

/** Allowed when the promise is fulfilled; a missing interface or no answer is a refusal. */
export async function asked(ask) {
  const silence = pause(2 * PATIENCE_MS).then(() => refused('no answer'));
  const answer = (async () => {
    try {
      const value = await ask();
      return allowed(value ?? 'fulfilled');
    } catch (error) {
      return refused(error);
    }
  })();
  return Promise.race([answer, silence]);
}

async function landings(attempt) {
  const answer = await fetch(`/hostile/landings/${attempt}`);
  return (await answer.json()).count;
}

/** Runs something whose target is written down by the LMS when it is loaded. */
export async function landed(attempt, act) {
  const before = await landings(attempt);
  act();
  const end = performance.now() + 2 * PATIENCE_MS;
  while (performance.now() < end) {
    await pause(150);
    const count = (await landings(attempt)) - before;
    if (count > 0) return allowed(`loaded ${count} time(s)`);
  }
  return refused('never loaded');
}

/** Puts an element on the page and returns it. */
export function place(tag, properties = {}, parent = document.getElementById('stage')) {
  const element = Object.assign(document.createElement(tag), properties);
  parent.append(element);
  return element;
}
