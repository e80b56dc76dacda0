/** What the forms of a student's page gave, as it was typed, by form. */
export interface GivenForm {
  readonly 'extra-minutes'?: string;
  readonly 'break-minutes'?: string;
  /** A step of the system check. */
  readonly waive?: string;
  readonly conclusion?: { readonly conclusion: string; readonly comment: string };
}
