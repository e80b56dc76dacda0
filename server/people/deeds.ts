import { z } from 'zod';

/** What a member of staff is to the institution. */
export const Role = z.enum(['administrator', 'proctor', 'reviewer', 'teacher']);
export type Role = z.infer<typeof Role>;
export const ROLES = Role.options;

/**
 * Who may do what, deny by default: a role that a deed does not name may not do it. Every staff route
 * declares its deed in its options (`config: { deed }`), and the guard turns down a route that declares
 * none. Beside each allowed role stands why it has to.
 */
export const DEEDS = {
  /** One's own password, second factor and sign-out. */
  own: {
    administrator: 'Everybody keeps their own sign-in.',
    proctor: 'Everybody keeps their own sign-in.',
    reviewer: 'Everybody keeps their own sign-in.',
    teacher: 'Everybody keeps their own sign-in.',
  },
  /** Exams, students, their statuses, checks, incidents and devices. */
  read: {
    administrator: 'Answers for everything that happens.',
    proctor: 'Watches over the exam.',
    reviewer: 'Judges what was recorded of it.',
    teacher: 'Gave the exam, and has to know who sat it.',
  },
  /** Identification photos, and whatever else shows a candidate. */
  photos: {
    administrator: 'Answers for complaints about them.',
    proctor: 'Admits the candidate by them.',
    reviewer: 'Compares them with what was recorded.',
  },
  /** Reaches into a running exam: message, warn, admit, overrule, extend, lock, move, reopen, end. */
  act: {
    administrator: 'Stands in where no proctor is there.',
    proctor: 'Runs the exam.',
  },
  /** Minutes, breaks and waived steps that a candidate has a right to. */
  accommodate: {
    administrator: 'Knows what the institution granted.',
    proctor: 'Grants on the day what was forgotten.',
    teacher: 'Knows what was agreed with the student.',
  },
  /** Comments on a session and concludes it. */
  review: {
    administrator: 'Settles what is disputed.',
    reviewer: 'That is what the role is for.',
  },
  /** Sends the exam's mails. */
  mail: {
    administrator: 'Invites where no teacher does.',
    proctor: 'Sends a link again that went astray.',
    teacher: 'Invites the students.',
  },
  /** Takes the list of students out of the server as a file. */
  export: {
    administrator: 'Hands it to the examination office.',
    reviewer: 'Keeps track of what is reviewed.',
    teacher: 'Compares it with the list of the course.',
  },
  /** Makes and changes exams and their students where no LMS does. */
  arrange: {
    administrator: 'Arranges exams where no teacher does.',
    teacher: 'Gives the exam.',
  },
  /** Reads and takes out the record of who did what. */
  audit: {
    administrator: 'Answers for what staff did.',
  },
  /** Staff and their rights, what is sent out to other systems, settings of the server. */
  administer: {
    administrator: 'That is what the role is for.',
  },
} as const satisfies Record<string, Partial<Record<Role, string>>>;

export type Deed = keyof typeof DEEDS;
export const DEED_NAMES = Object.keys(DEEDS) as readonly Deed[];

/** Whether the role has the deed in the table. */
export function may(role: Role, deed: Deed): boolean {
  return Object.hasOwn(DEEDS[deed], role);
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What whoever asks for this address must be allowed to do; see `DEEDS`. Staff routes only. */
    deed?: Deed;
  }
}
