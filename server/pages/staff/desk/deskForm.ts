import { z } from 'zod';
import type { ActionName } from '../../../actions/index.ts';
import { actions } from '../../../actions/index.ts';

/** Only digits are a whole number of minutes. */
const Minutes = z
  .string()
  .regex(/^\d{1,3}$/)
  .transform(Number)
  .pipe(z.number().min(1).max(600));
const Optional = z
  .string()
  .transform((text) => (text.trim() === '' ? undefined : text))
  .optional();

/** What a form sends, made into what the action takes. @param now milliseconds since the epoch */
const READ: Readonly<Partial<Record<ActionName, (now: number) => z.ZodType>>> = {
  'extend-time': () => z.object({ minutes: Minutes }),
  'late-entry': (now) =>
    z.object({ minutes: Minutes }).transform(({ minutes }) => ({ until: now + minutes * 60_000 })),
  end: () => z.object({ words: Optional }),
};

/** The fields that the second question has to carry on. */
export const FIELDS = ['words', 'minutes', 'photo', 'step', 'back'] as const;

export const Given = z.object({
  words: z.string().max(2000).optional(),
  minutes: z.string().max(10).optional(),
  photo: z.string().max(20).optional(),
  step: z.string().max(40).optional(),
  /** The page to go back to when it is done, if not the student's; a word and never an address. */
  back: z.literal('desk').optional().catch(undefined),
});
export type Given = z.infer<typeof Given>;

/** @returns what the action takes, or undefined when the form does not hold it */
export function readForm(name: ActionName, body: unknown, now: number): unknown {
  const read = READ[name]?.(now) ?? z.unknown();
  const form = read.safeParse(body);
  if (!form.success) return undefined;
  const input = actions[name].input.safeParse(form.data);
  return input.success ? input.data : undefined;
}

/** A line of the chat is its own deliberate press; everything else is asked for a second time. */
export function asksTwice(name: DeskFormName): name is DeskActionName {
  return name !== 'message';
}

/** What the desk has forms for; the others have their own, or belong to whole exams. */
const DESK_FORMS = [
  'admit',
  'ask-retake',
  'refuse-identity',
  'message',
  'warn',
  'lock',
  'unlock',
  'extend-time',
  'late-entry',
  'reopen',
  'end',
] as const satisfies readonly ActionName[];
export const DeskFormName = z.enum(DESK_FORMS);
export type DeskFormName = z.infer<typeof DeskFormName>;
export type DeskActionName = Exclude<DeskFormName, 'message'>;

/** What a form of the desk gave that was not done yet; it is filled in again. */
export interface Filled {
  readonly action: DeskFormName;
  readonly given: Given;
}
