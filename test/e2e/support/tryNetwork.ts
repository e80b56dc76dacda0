/**
 * Tries every way that a page has to the network; to be run inside a page, so it takes nothing from here.
 * @returns how each went that a page is told of: `refused`, or what came instead
 */
export async function tryNetwork(url: string): Promise<Record<string, string>> {
  const outcome: Record<string, string> = {};
  const within = (what: Promise<string>): Promise<string> =>
    Promise.race([what, new Promise<string>((resolve) => setTimeout(resolve, 3_000, 'silence'))]);
  const byElement = (name: string, attribute: string, inside = document.body) =>
    within(
      new Promise((resolve) => {
        const element = document.createElement(name);
        element.addEventListener('load', () => resolve('loaded'));
        element.addEventListener('error', () => resolve('refused'));
        if (name === 'link') element.setAttribute('rel', 'stylesheet');
        element.setAttribute(attribute, `${url}/${name}`);
        inside.append(element);
      }),
    );
  const byEvents = (target: EventTarget, good: string) =>
    within(
      new Promise((resolve) => {
        target.addEventListener(good, () => resolve('reached'));
        target.addEventListener('error', () => resolve('refused'));
      }),
    );
  const refusal = (error: unknown): string => {
    return error instanceof Error ? 'refused' : String(error);
  };
  outcome['fetch'] = await fetch(`${url}/fetch`).then(() => 'reached', refusal);
  outcome['fetch without CORS'] = await fetch(`${url}/nocors`, { mode: 'no-cors' }).then(
    () => 'reached',
    refusal,
  );
  outcome['XMLHttpRequest'] = await within(
    new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.addEventListener('load', () => resolve('reached'));
      request.addEventListener('error', () => resolve('refused'));
      request.open('GET', `${url}/xhr`);
      request.send();
    }),
  );
  outcome['script'] = await byElement('script', 'src', document.head);
  outcome['link'] = await byElement('link', 'href', document.head);
  outcome['img'] = await byElement('img', 'src');
  outcome['EventSource'] = await byEvents(new EventSource(`${url}/events`), 'open');
  try {
    const address = `${url.replace('http', 'ws')}/socket`;
    outcome['WebSocket'] = await byEvents(new WebSocket(address), 'open');
  } catch (error) {
    outcome['WebSocket'] = refusal(error);
  }
  // These are not told how it went: the listener tells.
  navigator.sendBeacon(`${url}/beacon`);
  for (const name of ['iframe', 'object', 'embed'])
    await byElement(name, name === 'object' ? 'data' : 'src');
  return outcome;
}
