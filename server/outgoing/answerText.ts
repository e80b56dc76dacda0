/** So much of an answer is kept for staff (characters). */
const MOST_KEPT = 300;

/** Three parts of base64url joined by dots: an answer may repeat what it was sent. */
const TOKENS = /[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}/g;

/** The beginning of an answer as one line of text for staff, without anything that looks like a token. */
export function answerText(text: string): string {
  const line = text
    .replace(TOKENS, '…')
    // No database keeps a NUL; other control characters only disturb.
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  return line.length > MOST_KEPT ? `${line.slice(0, MOST_KEPT)}…` : line;
}
