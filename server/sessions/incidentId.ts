import { createHash } from 'node:crypto';

/**
 * The id of an incident that the server itself saw: the same for the same sighting, however often it is
 * seen. In the form of a UUID of one's own making (RFC 9562 §5.8).
 * @param sameness what makes two sightings of a session one
 */
export function incidentId(sessionId: string, sameness: string): string {
  const hex = createHash('sha256').update(`${sessionId} ${sameness}`).digest('hex');
  const variant = ((parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
