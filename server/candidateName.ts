interface NameParts {
  readonly firstName?: string | null;
  readonly thirdName?: string | null;
  readonly lastName?: string | null;
  readonly userId: string;
}

/** A candidate's full name, or their id where the LMS shares no name. */
export function nameOf({ firstName, thirdName, lastName, userId }: NameParts): string {
  const parts = [firstName, thirdName, lastName].filter((part) => (part ?? '') !== '');
  return parts.length === 0 ? userId : parts.join(' ');
}
