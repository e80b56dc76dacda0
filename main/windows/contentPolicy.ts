/**
 * The content policy of our own pages, sent as a header with each of them. No source but ourselves:
 * the pages have no use for the network, which belongs to main.
 */
const DIRECTIVES: Readonly<Record<string, string>> = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'font-src': "'self'",
  // `blob:` shows the photo just taken, which has no address.
  'img-src': "'self' blob:",
  // The live camera and screen need no source: a stream is given to the element as an object.
  'media-src': "'self'",
  'connect-src': "'self'",
  'object-src': "'none'",
  'frame-src': "'none'",
  'frame-ancestors': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'worker-src': "'none'",
};

export const CONTENT_POLICY = Object.entries(DIRECTIVES)
  .map(([directive, sources]) => `${directive} ${sources}`)
  .join('; ');
