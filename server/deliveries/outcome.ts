/** What one try to deliver came to. `code` is stable; staff see it in words. */
export type Outcome = {
  readonly code: string;
  /** HTTP status, or reply code of a mail server. */
  readonly status?: number;
  /** Beginning of the answer, for people. Never a secret. */
  readonly answer?: string;
  /** Where it really went, when that is no longer what was written down. */
  readonly target?: string;
} & (
  | { readonly kind: 'delivered' }
  /** Trouble that passes by itself; `retryAfter` is what the other side asked for, milliseconds. */
  | { readonly kind: 'later'; readonly retryAfter?: number }
  /** Somebody has to mend something first: a secret, an address, a permission. */
  | { readonly kind: 'refused' }
  /** This very message is not understood; the same words again will hardly do better. */
  | { readonly kind: 'unfit' }
  /** There is nobody to send it to any more. */
  | { readonly kind: 'impossible' }
);
