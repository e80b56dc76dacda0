/** ISO 8601 without fractions of a second, as the documents' samples write the moments of a session. */
export function zulu(at: Date): string {
  return at.toISOString().replace(/\.\d+Z$/, 'Z');
}

/** The same with an offset, as the samples write the moments of a warning. */
export function withOffset(at: Date): string {
  return zulu(at).replace('Z', '+00:00');
}
