/**
 * True only in the separately named test package (`INVIGIL_TEST_BUILD=1` at build time): it alone
 * accepts fake media, loopback http and remote debugging. Folded in as a literal, so that a release
 * carries no branch that could be turned on.
 */
declare const __TEST_BUILD__: boolean;

/** The version in package.json at build time. */
declare const __APP_VERSION__: string;
