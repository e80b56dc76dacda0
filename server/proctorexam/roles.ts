import { z } from 'zod';

/** The roles of ProctorExam's users. */
export const ROLES = [
  'superuser',
  'administrator',
  'teacher',
  'proctor',
  'global_proctor',
  'reviewer',
  'global_reviewer',
  'auditor',
] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

interface RoleFacts {
  /** Sees every exam of the institute; else those that are their own, co-managed or assigned. */
  readonly seesAll: boolean;
  /** Makes exams and changes those they see, their students included. */
  readonly manages: boolean;
  /** Ends an exam for a student. */
  readonly endsExams: boolean;
  /** Makes and changes users, and the institute's settings. */
  readonly administers: boolean;
}

const NOTHING = { seesAll: false, manages: false, endsExams: false, administers: false } as const;

/** What a role may do within its institute; nobody does anything outside it. Own reading of the names. */
export const ROLE: Readonly<Record<Role, RoleFacts>> = {
  superuser: { seesAll: true, manages: true, endsExams: true, administers: true },
  administrator: { seesAll: true, manages: true, endsExams: true, administers: true },
  teacher: { ...NOTHING, manages: true, endsExams: true },
  proctor: { ...NOTHING, endsExams: true },
  global_proctor: { ...NOTHING, seesAll: true, endsExams: true },
  reviewer: NOTHING,
  global_reviewer: { ...NOTHING, seesAll: true },
  auditor: { ...NOTHING, seesAll: true },
};
