/**
 * @typedef {import('./resultsReporter.mjs').Result} Result
 * @typedef {object} Facts what the test ran with
 * @property {Date} at
 * @property {[name: string, version: string][]} versions
 * @property {{ name: string, megabytes: string, seconds: number }[]} packages
 * @property {string[]} secrets places of this machine that a report does not name
 */

/** @param {string} text @param {string[]} secrets */
function cell(text, secrets) {
  const plain = secrets.reduce((left, secret) => left.replaceAll(secret, '…'), text);
  return plain.replaceAll('|', '\\|');
}

/** @param {string[]} header @param {string[][]} rows */
function table(header, rows) {
  /** @param {string[]} cells */
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

const marks = { passed: 'yes', failed: '**NO**', skipped: 'skipped', pending: 'not run' };

/**
 * What came of `npm run test:package`, for whoever asks later.
 *
 * @param {Facts} facts
 * @param {Result[]} results
 */
export function packageReport({ at, versions, packages, secrets }, results) {
  const failed = results.filter(({ state }) => state !== 'passed').length;
  const groups = [...new Set(results.map(({ group }) => group))].map((group) => {
    const rows = results
      .filter((result) => result.group === group)
      .map(({ name, state, seconds, notes }) => [
        cell(name, secrets),
        marks[state],
        seconds.toFixed(1),
        cell(notes.join('; '), secrets),
      ]);
    return `### ${group}\n\n${table(['it', 'holds', 's', 'seen'], rows)}`;
  });
  return `${[
    '# The packages, installed and tried',
    'Written by `npm run test:package`, which builds both packages, installs them with apt, opens them as an ordinary user through `xdg-open`, takes an exam in the test package and removes them again.',
    `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC: ${String(results.length - failed)} passed, ${String(failed)} failed.`,
    table(['what', 'version'], versions),
    table(
      ['package', 'deb', 'built in'],
      packages.map(({ name, megabytes, seconds }) => [name, megabytes, `${seconds.toFixed(0)} s`]),
    ),
    ...groups,
  ].join('\n\n')}\n`;
}
