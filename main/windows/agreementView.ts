import { urlAllowed } from '../../contract/urlRules.ts';
import type { Log } from '../system/log.ts';
import type { ForeignPage } from './foreignPage.ts';
import { openForeignView, type ForeignView } from './foreignView.ts';
import type { PageRulebook } from './pageRules.ts';

interface Deps {
  readonly book: PageRulebook;
  readonly page: ForeignPage;
  readonly log: Log;
}

/**
 * The institution's agreement, opened inside, in a session of its own: bounded by its origin, with no
 * more rights than the exam's page, and nothing of it reported.
 */
export async function openAgreement(url: string, { book, page, log }: Deps): Promise<ForeignView> {
  const rules = [`${new URL(url).origin}/*`];
  const opened = await openForeignView({
    entryUrl: url,
    dragOut: true,
    partition: 'agreement',
    mayNavigate: (address) => urlAllowed(address, rules),
    book,
    log,
    onState: (state) => log.info(`agreement page: ${state}`),
    onBlocked: (what) => log.info(`agreement page: ${what} blocked`),
    onKept() {},
    onUnsaved() {},
    onCrashed() {},
    onUnresponsive() {},
    onRecovered() {},
    onGone: () => log.warn('agreement page: closed itself'),
  });
  page.put(opened.view);
  opened.load();
  const { close } = opened;
  return {
    ...opened,
    close() {
      page.take(opened.view);
      close();
    },
  };
}
