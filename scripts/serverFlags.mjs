/**
 * What Node itself is told when it runs the server. Whatever one report of an app makes lives until the
 * group that it is done in is on disk: in the usual 16 MB of young memory that is long enough to be
 * moved to the old. With 64 MB status events took about a tenth less processor time (0.23 ms, not 0.26),
 * and the process 70 MB more memory.
 */
export const SERVER_FLAGS = ['--max-semi-space-size=64'];
