/** The word with which a start page renews its ticket, read out of the page. */
export function tokenOf(page: string): string {
  const found = /data-renewal(?:-token)?="([\w-]{43})"/.exec(page)?.[1];
  if (found === undefined) throw new Error('the page has no renewal token');
  return found;
}
