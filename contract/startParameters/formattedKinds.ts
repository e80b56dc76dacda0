import { z } from 'zod';
import { instantOf } from './dateTime.ts';
import type { Kind } from './field.ts';
import { faultOfText, typeName } from './text.ts';

/** An absolute http or https address, kept letter for letter: the LMS may compare or sign it. */
export function webAddress(maxLength?: number): Kind<string> {
  return {
    type: 'string (URL)',
    ...(maxLength === undefined ? {} : { maxLength }),
    schema: z
      .string()
      .refine((url) => faultOfText(url, maxLength) === undefined && isWebAddress(url)),
    read(raw, reading) {
      if (typeof raw !== 'string') {
        reading.fault('wrong_type', `must be text, not ${typeName(raw)}`);
        return undefined;
      }
      const url = raw.trim();
      const fault = faultOfText(url, maxLength);
      if (fault !== undefined) {
        reading.fault(fault.code, fault.message);
        return undefined;
      }
      if (!isWebAddress(url)) {
        reading.fault(
          'not_a_url',
          'must be an absolute address that begins with https:// or http://',
        );
        return undefined;
      }
      if (new URL(url).protocol === 'http:') {
        reading.note('insecure_url', 'http can be read and changed on its way; use https');
      }
      return url;
    },
  };
}

// The URL parser drops tabs and line breaks and takes a missing `//`; an address that means something
// else than it says is refused instead.
const WEB_ADDRESS = /^https?:\/\/[^/?#\\\s]/i;

/** Only http and https: any other scheme could run code or open files in a page that loads it. */
export function isWebAddress(text: string): boolean {
  return WEB_ADDRESS.test(text) && !/[\t\r\n]/.test(text) && URL.canParse(text);
}

/** A moment; comes out as ISO 8601 in UTC with milliseconds. */
export function moment(): Kind<string> {
  return {
    type: 'string (datetime)',
    alsoTaken: 'offsets without a colon (`+0200`)',
    schema: z.iso.datetime({ precision: 3 }),
    read(raw, reading) {
      if (typeof raw !== 'string') {
        reading.fault('wrong_type', `must be text, not ${typeName(raw)}`);
        return undefined;
      }
      const instant = instantOf(raw.trim());
      if (instant.ok) return instant.iso;
      reading.fault(instant.code, instant.message);
      return undefined;
    },
  };
}

/** RFC 5646 §4.4.1: a tag of a sensible language has at most 35 characters. */
const LONGEST_LANGUAGE = 35;

/**
 * A language code. The document says two letters, its own launchers send `de-ch` and `zh-cn`.
 * What is not shaped like one is kept: the integration's first language is used, and nobody is refused.
 */
export function language(): Kind<string> {
  return {
    type: 'string (enum)',
    maxLength: LONGEST_LANGUAGE,
    alsoTaken: 'longer codes (`de-ch`, `zh_CN`); any case',
    schema: z.string().refine((tag) => faultOfText(tag, LONGEST_LANGUAGE) === undefined),
    read(raw, reading) {
      if (typeof raw !== 'string') {
        reading.fault('wrong_type', `must be text, not ${typeName(raw)}`);
        return undefined;
      }
      const tag = raw.trim().toLowerCase().replaceAll('_', '-');
      const fault = faultOfText(tag, LONGEST_LANGUAGE);
      if (fault !== undefined) {
        reading.fault(fault.code, fault.message);
        return undefined;
      }
      if (!/^[a-z]{2,3}(-[a-z\d]{2,8})*$/.test(tag)) {
        reading.note('unknown_language', 'is no language code; the first language offered is used');
      }
      return tag;
    },
  };
}

/** An e-mail address. The document bounds it in no way, so nothing but another type is refused. */
export function email(): Kind<string> {
  return {
    type: 'string',
    schema: z.string().refine((address) => faultOfText(address, undefined) === undefined),
    read(raw, reading) {
      if (typeof raw !== 'string') {
        reading.fault('wrong_type', `must be text, not ${typeName(raw)}`);
        return undefined;
      }
      const address = raw.trim();
      const fault = faultOfText(address, undefined);
      if (fault !== undefined) {
        reading.fault(fault.code, fault.message);
        return undefined;
      }
      if (!/^[^\s@]+@[^\s@]+$/.test(address)) {
        reading.note('not_an_email', 'has not the shape of an e-mail address; kept as sent');
      }
      return address;
    },
  };
}
