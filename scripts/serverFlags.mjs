/**
 * What Node itself is told when it runs the server. Whatever one report of an app makes lives until the
 * group that it is done in is on disk: in the usual 16 MB of young memory that is long enough to be
 * moved to the old, and collecting it took a sixth of the server's time.
 */
export const SERVER_FLAGS = ['--max-semi-space-size=64'];
