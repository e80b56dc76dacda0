import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SERVER_FLAGS } from '../../../scripts/serverFlags.mjs';

it('the server from its sources is started as the packed one is', () => {
  const file = new URL('../../../package.json', import.meta.url);
  const { scripts } = JSON.parse(readFileSync(file, 'utf8')) as { scripts: { server: string } };
  expect(scripts.server).toBe(`node ${SERVER_FLAGS.join(' ')} scripts/server.mjs`);
});
