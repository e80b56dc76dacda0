import about from './package.json' with { type: 'json' };

/** Of this server, as it was published. */
export const VERSION: string = about.version;
