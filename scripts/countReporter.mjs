import { writeFileSync } from 'node:fs';
import { noCounts, noReason } from './counts.mjs';

/**
 * @param {import('vitest/node').TestModule} testModule
 * @param {import('./counts.mjs').Counts} counts added to in place
 */
function countModule(testModule, counts) {
  let failures = 0;
  for (const test of testModule.children.allTests()) {
    const result = test.result();
    if (result.state === 'passed') counts.passed += 1;
    else if (result.state === 'skipped')
      counts.skipped.push({ name: test.fullName, reason: result.note ?? noReason });
    else failures += 1;
  }
  // A file that could not be loaded, or whose hook failed, has failed though no test of it has.
  counts.failed += failures === 0 && testModule.state() === 'failed' ? 1 : failures;
}

/** A vitest reporter that writes what came of the run into the file named by INVIGIL_COUNTS. */
export default class CountReporter {
  /**
   * @param {readonly import('vitest/node').TestModule[]} testModules
   * @param {readonly unknown[]} unhandledErrors
   */
  onTestRunEnd(testModules, unhandledErrors) {
    const file = process.env['INVIGIL_COUNTS'];
    if (file === undefined) return;
    const counts = noCounts();
    for (const testModule of testModules) countModule(testModule, counts);
    counts.failed += unhandledErrors.length;
    counts.failed += counts.skipped.filter(({ reason }) => reason === noReason).length;
    writeFileSync(file, JSON.stringify(counts));
  }
}
