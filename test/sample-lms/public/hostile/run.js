import { bridge, workers } from './bridge.js';
import { clipboard, downloads } from './downloads.js';
import { frames } from './frames.js';
import { navigation } from './navigation.js';
import { nuisance } from './nuisance.js';
import { refused } from './outcome.js';
import { permissions } from './permissions.js';
import { windows } from './windows.js';

/** Every attempt by its id. */
export const attempts = {
  ...windows,
  ...permissions,
  ...navigation,
  ...frames,
  ...downloads,
  ...clipboard,
  ...bridge,
  ...workers,
  ...nuisance,
};

function tell(attempt, { result, detail }) {
  window.__hostile = { attempt, result, detail };
  document.getElementById('outcome').textContent = `${result}: ${detail}`;
}

async function run({ id, elsewhereUrl }) {
  const target = {
    id,
    elsewhere: `${elsewhereUrl}/?attempt=${id}`,
    landing: `/hostile/landed?attempt=${id}`,
  };
  tell(id, { result: 'pending', detail: '' });
  try {
    tell(id, await attempts[id](target));
  } catch (error) {
    tell(id, refused(error));
  }
}

if (typeof document !== 'undefined') {
  const data = JSON.parse(document.getElementById('hostile-data').textContent);
  document.getElementById('try').addEventListener('click', () => run(data));
  await run(data);
}
