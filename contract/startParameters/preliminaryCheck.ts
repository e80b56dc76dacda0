import type { z } from 'zod';
import { mandatory, optional, type Kind, type ShapeOf } from './field.ts';
import { webAddress } from './formattedKinds.ts';
import { jsonObject } from './jsonKinds.ts';
import { text, truth } from './plainKinds.ts';

const stored = { use: 'Kept with the session.', effect: 'stored' } as const;

export const preliminaryKeys = {
  enabled: mandatory(truth(), {
    meaning: 'Compare the face with a reference picture before the exam.',
    ...stored,
    source: 'Constructor, Preliminary check',
  }),
  photo_url: optional(webAddress(), {
    meaning: 'The reference picture. Mandatory when `enabled`.',
    ...stored,
    source: 'Constructor, Preliminary check',
  }),
} as const;

/** The older launchers' form of the same wish; which of its keys are mandatory is not documented. */
export const biometricKeys = {
  enabled: optional(truth(), {
    meaning: 'Compare the face with a reference picture before the exam.',
    use: 'Read as `preliminaryCheck.enabled`.',
    effect: 'stored',
    source: 'Examus plugin',
  }),
  photo_url: optional(webAddress(), {
    meaning: 'The reference picture.',
    use: 'Read as `preliminaryCheck.photo_url`.',
    effect: 'stored',
    source: 'Examus plugin',
  }),
  skip_fail: optional(truth(), {
    meaning: 'Go on when the comparison fails.',
    ...stored,
    source: 'Examus plugin',
  }),
  flow: optional(text(), { meaning: 'Name of a flow.', ...stored, source: 'Examus plugin' }),
  theme: optional(text(), { meaning: 'Name of a look.', ...stored, source: 'Examus plugin' }),
  esia_oid: optional(text(), {
    meaning: 'Id in a state register.',
    ...stored,
    source: 'Examus plugin',
  }),
  hash_snils: optional(text(), {
    meaning: 'Hash of an insurance number.',
    ...stored,
    source: 'Examus plugin',
  }),
} as const;

/** `preliminaryCheck`: an empty object counts as not sent, and a check needs its picture. */
export function preliminaryCheck(): Kind<z.output<z.ZodObject<ShapeOf<typeof preliminaryKeys>>>> {
  const plain = jsonObject(preliminaryKeys);
  return {
    ...plain,
    read(raw, reading) {
      if (isEmptyJson(raw)) return undefined;
      const value = plain.read(raw, reading);
      if (value?.enabled === true && value.photo_url === undefined) {
        reading.inside('photo_url').fault('missing', 'is mandatory when enabled is true');
      }
      return value;
    },
  };
}

function isEmptyJson(raw: unknown): boolean {
  if (typeof raw === 'string') return /^\s*(\{\s*\}|\[\s*\])\s*$/.test(raw);
  return typeof raw === 'object' && raw !== null && Object.keys(raw).length === 0;
}
