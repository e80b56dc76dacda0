/**
 * The language offered that comes nearest to the one asked for: itself, then its main language
 * (`de` for `de-ch`), else the first one offered.
 * @param offered languages of the integration, the first one is the fallback
 */
export function chooseLanguage(
  requested: string | undefined,
  offered: readonly [string, ...string[]],
): string {
  const wanted = requested?.toLowerCase();
  const main = wanted?.split('-')[0];
  return (
    offered.find((language) => language.toLowerCase() === wanted) ??
    offered.find((language) => language.toLowerCase() === main) ??
    offered[0]
  );
}
