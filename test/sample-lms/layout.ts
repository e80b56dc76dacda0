import { COURSE_ID, FORUM_ID } from './addresses.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';

/** What a page of the LMS is made of. */
export interface Page {
  readonly title: string;
  readonly body: Html;
  /** The signed-in candidate. */
  readonly user?: string;
  /** The way here below "Home": label and path. */
  readonly trail?: readonly (readonly [label: string, path: string])[];
  /** Beside the body, on the right. */
  readonly aside?: Html;
  readonly head?: Html;
  readonly scripts?: Html;
}

/** The menus every page carries: notes, messages and forum are one click away, on this origin. */
const MENU = [
  ['Home', '/'],
  ['Dashboard', '/my/'],
  ['My courses', '/my/courses.php'],
  ['Messages', '/message/index.php'],
  ['Forum', `/mod/forum/view.php?id=${FORUM_ID}`],
] as const;

/** Wraps a page in the site's frame. */
export function layout(page: Page): Html {
  const trail = page.trail ?? [];
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${page.title} | Campus Learning</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/theme/site.css" />
        ${page.head}
      </head>
      <body>
        <header class="site">
          <a class="brand" href="/">Campus Learning</a>
          <nav aria-label="Site">
            ${MENU.map(([label, path]) => html`<a href="${path}">${label}</a>`)}
          </nav>
          <span class="user">${page.user ?? 'Not signed in'}</span>
        </header>
        <div class="trail">
          <a href="/">Home</a>
          ${trail.map(([label, path]) => html`<a href="${path}">${label}</a>`)}
        </div>
        <div class="columns">
          <main>
            <h1>${page.title}</h1>
            ${page.body}
          </main>
          ${page.aside !== undefined && html`<aside>${page.aside}</aside>`}
        </div>
        <footer class="site">
          <a href="/course/view.php?id=${COURSE_ID}">Back to the course</a>
          <span>Campus Learning is a sample site.</span>
        </footer>
        ${page.scripts}
      </body>
    </html>`;
}
