import { buildServer } from '../../server/buildServer.ts';
import type { Deps } from '../../server/deps.ts';

export interface Route {
  readonly method: string;
  /** With its parameters as they are declared. */
  readonly path: string;
}

/** Every route that the server has, read from its own list, so that a new one is tried without being named. */
export async function listRoutes(deps: Deps): Promise<Route[]> {
  const app = await buildServer(deps);
  await app.ready();
  const tree = app.printRoutes({ commonPrefix: false });
  await app.close();
  const above: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const parsed = /^(.*?)[├└]── (\S+) \(([A-Z, ]+)\)/u.exec(line);
    const [, indent = '', segment = '', methods = ''] = parsed ?? [];
    if (parsed === null) return [];
    const depth = indent.length / 4;
    above.length = depth;
    above.push(segment);
    const path = `/${above.join('').replace(/^\/+/, '')}`;
    return methods
      .split(', ')
      .filter((method) => method !== 'HEAD' && path !== '/*')
      .map((method) => ({ method, path }));
  });
}
