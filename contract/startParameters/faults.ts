import { z } from 'zod';
import type { Fault } from '../reasons.ts';

/**
 * Every way in which a start parameter can be wrong. A refusal lists all of them as
 * `{path, code, message}`; clients rely on the codes, so one may be added, never renamed.
 */
export const FAULT_MEANINGS = {
  missing: 'A mandatory key was not sent.',
  empty: 'A mandatory key was sent as `null` or as blank text.',
  wrong_type:
    'The value is of another type than the field, or a number has a fraction where none may be.',
  too_long: 'More characters (Unicode code points) or entries than the field holds.',
  bad_character: 'The text holds a NUL or half of a surrogate pair, which no database can keep.',
  not_in_enum: 'The value is none of those listed.',
  not_a_url: 'Not an absolute http or https address.',
  not_a_date: 'Not an ISO 8601 date and time, or a day that does not exist.',
  no_offset: 'The date and time lacks its offset from UTC (`Z`, `+02:00`, `+0200`).',
  out_of_range: 'The number or the date lies outside what is allowed.',
  not_json: 'The field takes JSON and arrived as text that is no JSON.',
} as const;

/** What was accepted and still deserves a word to whoever integrates the LMS. */
export const NOTE_MEANINGS = {
  insecure_url: 'The address is http, so the exam page can be read and changed on its way.',
  unknown_language:
    'Not shaped like a language code; the first language of the integration is used.',
  not_an_email: 'Not shaped like an e-mail address; kept as sent.',
  alias_ignored: 'Two names of the same field were sent; the documented one counts.',
  blank_entries:
    'Blank entries of a list were left out; a list of nothing else counts as not sent.',
  level_ignored: '`secureBrowserLevel` has no effect without `secureBrowser`.',
  no_photo:
    'Biometric identification without `photo_url` has nothing to compare with, so it is off.',
  unknown_key: 'The key is not known; it is kept with the session and has no effect.',
} as const;

export type FaultCode = keyof typeof FAULT_MEANINGS;
export type NoteCode = keyof typeof NOTE_MEANINGS;
export const FaultCode = z.enum(Object.keys(FAULT_MEANINGS) as [FaultCode, ...FaultCode[]]);
export const NoteCode = z.enum(Object.keys(NOTE_MEANINGS) as [NoteCode, ...NoteCode[]]);

/** Where a reader stands in the input, and where it says what it found. */
export interface Reading {
  /** As the sender wrote it: `duration`, `rules.custom_rules`, `proctorEmails[2]`. */
  readonly path: string;
  /** @param rest the sentence after the path: `must be text` */
  fault(code: FaultCode, rest: string): void;
  note(code: NoteCode, rest: string): void;
  /** Keeps what no field names. */
  keep(key: string, value: unknown): void;
  /** The same reading one key deeper; `keep` of the inner one lands under that key. */
  inside(key: string): Reading;
  /** The same reading at an entry of a list. */
  entry(index: number): Reading;
}

/** Everything that was said during one reading. */
export interface Findings {
  readonly faults: Fault[];
  readonly notes: Fault[];
  readonly kept: { readonly keys: readonly string[]; readonly value: unknown }[];
}

/** Starts a reading at the top of an input. */
export function startReading(): { reading: Reading; findings: Findings } {
  const findings: Findings = { faults: [], notes: [], kept: [] };
  return { reading: readingAt('', [], findings), findings };
}

function readingAt(path: string, keys: readonly string[], findings: Findings): Reading {
  const sentence = (rest: string) => (path === '' ? rest : `${path} ${rest}`);
  return {
    path,
    fault: (code, rest) => findings.faults.push({ path, code, message: sentence(rest) }),
    note: (code, rest) => findings.notes.push({ path, code, message: sentence(rest) }),
    keep: (key, value) => findings.kept.push({ keys: [...keys, key], value }),
    inside: (key) => readingAt(path === '' ? key : `${path}.${key}`, [...keys, key], findings),
    entry: (index) => readingAt(`${path}[${String(index)}]`, keys, findings),
  };
}
