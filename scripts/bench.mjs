/**
 * `npm run bench -- [--only start,memory,server,processes,guards,crowd] [--runs N] [--idle SECONDS]
 * [--candidates N] [--report]`: how fast the
 * app opens, what it takes in the exam and what the server bears, each beside a bare baseline.
 */
import { ensureDependencies } from './dependencies.mjs';
import { endWithNpm } from './endWithNpm.mjs';

endWithNpm();
ensureDependencies();
const { runProgram } = await import('./runProgram.mjs');
await runProgram('test/bench/bench.ts');
