import path from 'node:path';
import { repository } from '../build.mjs';

/**
 * @typedef {'release' | 'test'} BuildName
 * @typedef {object} Build one of the two packages
 * @property {string} config what electron-builder is given
 * @property {boolean} testBuild TEST_BUILD is compiled in
 * @property {{ name: string, productName: string, desktopName: string }} names what its package.json
 *   is called by: the data folder follows from `productName`, the desktop entry from `desktopName`
 */

/** @type {Record<BuildName, Build>} */
export const builds = {
  release: {
    config: 'electron-builder.yml',
    testBuild: false,
    names: { name: 'invigil', productName: 'Invigil', desktopName: 'invigil.desktop' },
  },
  test: {
    config: 'packaging/test-build.yml',
    testBuild: true,
    names: {
      name: 'invigil-test',
      productName: 'Invigil Test',
      desktopName: 'invigil-test.desktop',
    },
  },
};

/** Everything that packaging makes. */
export const distribution = path.join(repository, 'dist');

/** Where electron-builder leaves a build's packages, as `directories.output` says. @param {BuildName} name */
export function outputFolder(name) {
  return path.join(distribution, name);
}

/** What goes into a build's app.asar, and nothing else. @param {BuildName} name */
export function appFolder(name) {
  return path.join(distribution, 'app', name);
}
