import { readFile } from 'node:fs/promises';
import { format, type Options } from 'prettier';
import { renderDetectionReport } from './detectionReport.ts';
import { renderProcessRules } from './processRules.ts';
import { renderReasonCodes } from './reasonCodes.ts';
import { renderStartParameters } from './startParameters.ts';

/** A page that is made of the sources, so that it cannot say anything else than they do. */
export interface GeneratedDocument {
  /** From the root of the repository. */
  readonly path: string;
  /** The whole page in Markdown; the same sources give the same text. */
  readonly render: () => string;
}

export const documents: readonly GeneratedDocument[] = [
  { path: 'docs/start-parameters.md', render: renderStartParameters },
  { path: 'docs/reason-codes.md', render: renderReasonCodes },
  { path: 'docs/detection-report.md', render: renderDetectionReport },
  { path: 'docs/process-rules.md', render: renderProcessRules },
];

const prettierFile = new URL('../../.prettierrc', import.meta.url);

/** The bytes of a page: as rendered, then laid out like every other file of the repository. */
export async function pageOf(document: GeneratedDocument): Promise<string> {
  const options = JSON.parse(await readFile(prettierFile, 'utf8')) as Options;
  return format(document.render(), { ...options, parser: 'markdown' });
}
