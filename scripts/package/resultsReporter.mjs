import { writeFileSync } from 'node:fs';

/**
 * One assertion of the package test, as its report tells it.
 *
 * @typedef {object} Result
 * @property {string} group what the test is about
 * @property {string} name
 * @property {'passed' | 'failed' | 'skipped' | 'pending'} state
 * @property {number} seconds
 * @property {string[]} notes what the test has to add
 */

/** A vitest reporter that writes every test with its notes into the file named by INVIGIL_RESULTS. */
export default class ResultsReporter {
  /** @param {readonly import('vitest/node').TestModule[]} testModules */
  onTestRunEnd(testModules) {
    const file = process.env['INVIGIL_RESULTS'];
    if (file === undefined) return;
    writeFileSync(file, JSON.stringify(testModules.flatMap(resultsOf)));
  }
}

/** @param {import('vitest/node').TestModule} testModule @returns {Result[]} */
function resultsOf(testModule) {
  return [...testModule.children.allTests()].map((test) => {
    const { state, errors = [] } = test.result();
    return {
      group: test.parent.type === 'suite' ? test.parent.fullName : '',
      name: test.name,
      state,
      seconds: (test.diagnostic()?.duration ?? 0) / 1000,
      notes: [
        ...test.annotations().map(({ message }) => message),
        ...errors.map(({ message }) => message.split('\n')[0] ?? ''),
      ],
    };
  });
}
