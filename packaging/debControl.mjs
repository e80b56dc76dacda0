/**
 * fpm's command line, as electron-builder 26 writes it.
 *
 * @typedef {object} Command
 * @property {Map<string, string>} options those with one value
 * @property {Map<string, string[]>} lists those that repeat
 * @property {[source: string, target: string][]} mappings a file or folder, and its place when installed
 */

const single = new Set([
  '-s',
  '-t',
  '--architecture',
  '--after-install',
  '--after-remove',
  '--before-install',
  '--before-remove',
  '--description',
  '--version',
  '--package',
  '--name',
  '--maintainer',
  '--vendor',
  '--url',
  '--category',
  '--deb-priority',
  '--deb-compression',
  '--license',
]);
const repeated = new Map([
  ['-d', '--depends'],
  ['--depends', '--depends'],
  ['--deb-recommends', '--deb-recommends'],
]);
/** `--force` writes over an older package, which dpkg-deb does anyway. */
const flags = new Set(['--force']);

/** @param {string[]} words @returns {Command} */
export function readCommand(words) {
  /** @type {Command} */
  const command = { options: new Map(), lists: new Map(), mappings: [] };
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (flags.has(word)) continue;
    if (!word.startsWith('-')) {
      const cut = word.lastIndexOf('=');
      if (cut < 0) throw new Error(`fpm stand-in: no place is given for ${word}`);
      command.mappings.push([word.slice(0, cut), word.slice(cut + 1)]);
      continue;
    }
    const [name = '', joined] = word.startsWith('--') ? splitOnce(word) : [word];
    const list = repeated.get(name);
    if (list === undefined && !single.has(name))
      throw new Error(`fpm stand-in: the option ${name} is not known here`);
    const value = joined ?? rest.shift();
    if (value === undefined) throw new Error(`fpm stand-in: ${name} has no value`);
    if (list === undefined) command.options.set(name, value);
    else command.lists.set(list, [...(command.lists.get(list) ?? []), value]);
  }
  return command;
}

/** @param {string} word `--name=value` or `--name` */
function splitOnce(word) {
  const cut = word.indexOf('=');
  return cut < 0 ? [word] : [word.slice(0, cut), word.slice(cut + 1)];
}

/**
 * The control file of a deb (Debian Policy §5.3). Vendor and licence have no field there.
 *
 * @param {Map<string, string>} options
 * @param {Map<string, string[]>} lists
 * @param {number} size installed, in KiB
 */
export function controlFile(options, lists, size) {
  const [synopsis = '', ...description] = (options.get('--description') ?? '').trim().split('\n');
  /** @type {[string, string | undefined][]} */
  const fields = [
    ['Package', options.get('--name')],
    ['Version', options.get('--version')],
    ['Architecture', options.get('--architecture')],
    ['Maintainer', options.get('--maintainer')],
    ['Installed-Size', String(size)],
    ['Depends', lists.get('--depends')?.join(', ')],
    ['Recommends', lists.get('--deb-recommends')?.join(', ')],
    ['Section', options.get('--category') ?? 'misc'],
    ['Priority', options.get('--deb-priority') ?? 'optional'],
    ['Homepage', options.get('--url')],
    ['Description', [synopsis, ...description.map(indented)].join('\n')],
  ];
  const present = fields.filter(([, value]) => value !== undefined && value !== '');
  return `${present.map(([name, value]) => `${name}: ${value ?? ''}`).join('\n')}\n`;
}

/** A line of the long description begins with a blank, an empty one is a dot. @param {string} line */
function indented(line) {
  const text = line.trim();
  return text === '' ? ' .' : ` ${text}`;
}
