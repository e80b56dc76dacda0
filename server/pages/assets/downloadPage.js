/** Marks the system that the page is read on. Only a hint: every system stays on the page. */
const agent = navigator.userAgent;
const system = /Windows NT/.test(agent)
  ? 'windows'
  : /Mac OS X/.test(agent) && !/iPhone|iPad/.test(agent)
    ? 'macos'
    : /Linux/.test(agent) && !/Android|CrOS/.test(agent)
      ? 'linux'
      : undefined;
const mark = document.querySelector(`[data-system="${system}"] [data-yours]`);
if (mark instanceof HTMLElement) mark.hidden = false;
