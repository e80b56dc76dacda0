/**
 * `npm run soak -- [--minutes 10 | --kills 50] [--seed 1] [--report]`: servers and apps killed over and over, and
 * what they promised compared with what is left. Its short form is part of `npm test`.
 */
import { ensureDependencies } from './dependencies.mjs';
import { endWithNpm } from './endWithNpm.mjs';

endWithNpm();
ensureDependencies();
const { runProgram } = await import('./runProgram.mjs');
await runProgram('test/soak/soak.ts');
