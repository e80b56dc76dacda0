import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ReactElement } from 'react';
import { renderDocument } from './document.tsx';
import { acceptedLanguages, pickLanguage, sayIn, STAFF_LANGUAGES, type Say } from './words.ts';

export function sendPage(reply: FastifyReply, page: ReactElement): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(renderDocument(page));
}

/** Staff pages speak the language of the browser. */
export function staffSay(request: FastifyRequest): Say {
  return sayIn(
    pickLanguage(acceptedLanguages(request.headers['accept-language']), STAFF_LANGUAGES),
  );
}

/** Public pages exist in every language that there is a catalogue for. */
export function publicSay(request: FastifyRequest): Say {
  return sayIn(pickLanguage(acceptedLanguages(request.headers['accept-language'])));
}
