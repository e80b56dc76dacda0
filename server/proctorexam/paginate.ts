import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { wholeNumber } from './fieldKinds.ts';
import { readFields } from './readFields.ts';
import type { Params } from './signature.ts';

/** Items on a page: default and most (ProctorExam API v3). */
const LIMIT = 300;

const Page = z.object({
  page: wholeNumber(1, 10_000_000).default(1),
  // Whoever asks for more gets the most there is, and is told so in the header.
  limit: wholeNumber(1, 1_000_000)
    .transform((limit) => Math.min(limit, LIMIT))
    .default(LIMIT),
});

export interface PageWanted {
  readonly page: number;
  readonly limit: number;
  readonly offset: number;
}

/** @throws ServerRefusal */
export function pageWanted(params: Params): PageWanted {
  const { page, limit } = readFields(Page, params);
  return { page, limit, offset: (page - 1) * limit };
}

/** Tells how many there are, in the headers that clients page by. */
export function tellPage(reply: FastifyReply, { page, limit }: PageWanted, items: number): void {
  void reply.headers({
    'X-Pagination-Item-Count': String(items),
    'X-Pagination-Page-Count': String(Math.ceil(items / limit)),
    'X-Pagination-Page': String(page),
    'X-Pagination-Limit': String(limit),
  });
}
