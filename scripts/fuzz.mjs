/**
 * `npm run fuzz -- [--inputs 100000] [--seed N] [--report]`: bad input of every kind for every route of the
 * server. Its short form is part of `npm test`.
 */
import { ensureDependencies } from './dependencies.mjs';
import { endWithNpm } from './endWithNpm.mjs';

endWithNpm();
ensureDependencies();
const { runProgram } = await import('./runProgram.mjs');
await runProgram('test/fuzz/fuzz.ts');
