import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundlePrograms } from '../../setup/bundlePrograms.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));

export interface Programs {
  readonly outboxLife: string;
  readonly appLife: string;
}

/**
 * Bundles the programs that are killed over and over.
 * @param out an empty folder
 */
export async function buildPrograms(out: string): Promise<Programs> {
  const names = ['outboxLife', 'appLife'] as const;
  await bundlePrograms(
    out,
    Object.fromEntries(names.map((name) => [name, path.join(HERE, `${name}.ts`)])),
  );
  return {
    outboxLife: path.join(out, 'outboxLife.mjs'),
    appLife: path.join(out, 'appLife.mjs'),
  };
}
