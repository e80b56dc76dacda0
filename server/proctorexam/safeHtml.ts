/**
 * Elements that a document of an exam may be made of. Each is written anew by name, so nothing of the
 * sender's own markup reaches the page: no attribute, no script, no style, no address but a link's.
 */
const ELEMENTS = new Set([
  ...['p', 'div', 'h2', 'h3', 'h4', 'ul', 'ol', 'li', 'blockquote', 'pre', 'code', 'hr', 'br'],
  ...[
    'strong',
    'b',
    'em',
    'i',
    'u',
    'sub',
    'sup',
    'table',
    'thead',
    'tbody',
    'tr',
    'th',
    'td',
    'a',
  ],
]);
/** A page has one title of its own. */
const RENAMED: Readonly<Record<string, string>> = { h1: 'h2', h5: 'h4', h6: 'h4', span: '' };
const EMPTY = new Set(['hr', 'br']);
/** What stands between these is no text for a reader. */
const SILENT =
  /<(script|style|template|noscript|iframe|object|svg|math)\b[\s\S]*?(?:<\/\1\s*>|$)/gi;

/** A tag, a comment or a stray `<`; everything between is text. */
const TAG = /<!--[\s\S]*?(?:-->|$)|<(\/?)([a-z][a-z0-9]*)\b([^<>]*)>|</gi;

/** HTML of anybody's as HTML that is safe to show. Text without markup keeps its lines. */
export function safeHtml(html: string): string {
  const spoken = html.replace(SILENT, '');
  if (!/<[a-z/!]/i.test(spoken)) return paragraphs(spoken);
  const open: string[] = [];
  let out = '';
  let at = 0;
  for (const tag of spoken.matchAll(TAG)) {
    out += textOf(spoken.slice(at, tag.index));
    at = tag.index + tag[0].length;
    const [whole, slash, written, attributes] = tag;
    if (whole === '<') out += '&lt;';
    if (written === undefined) continue;
    const name = RENAMED[written.toLowerCase()] ?? written.toLowerCase();
    if (!ELEMENTS.has(name)) continue;
    if (slash === '/') {
      const depth = open.lastIndexOf(name);
      if (depth < 0) continue;
      for (const each of open.splice(depth).reverse()) out += `</${each}>`;
    } else if (EMPTY.has(name)) {
      out += `<${name}>`;
    } else {
      open.push(name);
      out += name === 'a' ? anchor(attributes ?? '') : `<${name}>`;
    }
  }
  out += textOf(spoken.slice(at));
  return (
    out +
    open
      .reverse()
      .map((name) => `</${name}>`)
      .join('')
  );
}

function anchor(attributes: string): string {
  const written = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i.exec(attributes);
  const address = written?.[1] ?? written?.[2] ?? written?.[3] ?? '';
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return '<a>';
  return `<a href="${escaped(new URL(address).href)}" rel="noopener noreferrer">`;
}

/** References like `&eacute;` stay; an ampersand of its own is written out. */
function textOf(text: string): string {
  return text
    .replace(/&(?!#\d{1,7};|#x[0-9a-f]{1,6};|[a-z][a-z0-9]{1,31};)/gi, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}

function paragraphs(text: string): string {
  return text
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => `<p>${escaped(part).replace(/\n/g, '<br>')}</p>`)
    .join('');
}

export function escaped(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}
