import { URLPattern } from 'urlpattern-polyfill';

/**
 * Navigation rules of an exam page, in URLPattern syntax (https://urlpattern.spec.whatwg.org).
 * A page may be shown when at least one rule matches its URL; everything else stays outside.
 */
export type UrlRules = readonly string[];

/** Names a built-in list instead of a pattern: `preset:moodle`, `preset:origin`. */
const PRESET = /^preset:(moodle|origin)$/;

/**
 * Where a Moodle quiz lives. Course notes, messages and the forum are on the same origin,
 * so the origin alone does not hold an exam there.
 */
const MOODLE_PATHS = [
  'mod/quiz/view.php', // the quiz's own front page with "Attempt quiz"
  'mod/quiz/startattempt.php',
  'mod/quiz/attempt.php',
  'mod/quiz/processattempt.php',
  'mod/quiz/summary.php',
  'mod/quiz/review.php',
  'mod/quiz/reviewquestion.php',
  'availability/condition/*/entry.php', // the launcher plugins' cookie-less entry
  'login/index.php', // an expired LMS session must be renewable, or answers are lost
];

const MOODLE_ENTRY = /^(.*\/)(?:mod\/quiz\/|availability\/condition\/)/;

/** Says why a rule cannot be used, or nothing when it can. */
export function urlRuleFault(rule: string): string | undefined {
  if (PRESET.test(rule)) return undefined;
  if (!/^https?:\/\//.test(rule)) return 'must begin with http:// or https://';
  try {
    new URLPattern(rule);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * The rules in force for one session.
 * @param configured the integration's `urlRules`; absent means: the Moodle preset where the session
 * URL is one of Moodle's quiz addresses, else the origin of the session URL
 */
export function effectiveUrlRules(sessionUrl: string, configured?: UrlRules): string[] {
  const url = new URL(sessionUrl);
  const rules = configured ?? [MOODLE_ENTRY.test(url.pathname) ? 'preset:moodle' : 'preset:origin'];
  return rules.flatMap((rule) => {
    const preset = PRESET.exec(rule)?.[1];
    if (preset === undefined) return [rule];
    return preset === 'moodle' ? moodleRules(url) : [`${literal(url.origin)}/*`];
  });
}

function moodleRules(url: URL): string[] {
  const base = MOODLE_ENTRY.exec(url.pathname)?.[1] ?? '/';
  return MOODLE_PATHS.map((path) => `${literal(url.origin)}${literal(base)}${path}`);
}

/** Characters that URLPattern reads as syntax are escaped; an origin's `://` and port are not names. */
function literal(text: string): string {
  return text.replace(/[+*?(){}\\]/g, '\\$&');
}

/** Whether a page at `address` may be shown. Query and fragment are free unless a rule names them. */
export function urlAllowed(address: string, rules: UrlRules): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return false;
  return rules.some((rule) => patternOf(rule).test(address));
}

const patterns = new Map<string, URLPattern>();

/** Search and fragment default to anything, since quizzes put page and attempt numbers there. */
function patternOf(rule: string): URLPattern {
  const known = patterns.get(rule);
  if (known) return known;
  const parsed = new URLPattern(rule);
  const pattern = new URLPattern({
    protocol: parsed.protocol,
    username: parsed.username,
    password: parsed.password,
    hostname: parsed.hostname,
    port: parsed.port,
    pathname: parsed.pathname,
    search: parsed.search === '' ? '*' : parsed.search,
    hash: parsed.hash === '' ? '*' : parsed.hash,
  });
  patterns.set(rule, pattern);
  return pattern;
}
