import { z } from 'zod';
import { Role } from '../../people/deeds.ts';
import type { Place, StaffFault } from '../../storage/staffAccounts.ts';

export type RightsFault = StaffFault | 'name_missing' | 'email_invalid' | 'role_missing';

/** What was filled in about a person, and what is wrong with it. */
export interface RightsForm {
  readonly name: string;
  readonly email: string | null;
  readonly role: Role;
  readonly everywhere: boolean;
  readonly disabled: boolean;
  readonly places: readonly Place[];
  readonly fault?: RightsFault;
}

export const NO_RIGHTS: RightsForm = {
  name: '',
  email: null,
  role: 'proctor',
  everywhere: false,
  disabled: false,
  places: [],
};

/** A box that is ticked once comes as a text, several as a list. */
const ticked = z
  .union([z.string().transform((one) => [one]), z.array(z.string())])
  .catch([])
  .default([]);

const Body = z.object({
  name: z.string().max(200).catch('').default(''),
  email: z.string().max(320).catch('').default(''),
  role: Role.optional().catch(undefined),
  disabled: z.literal('yes').optional().catch(undefined),
  places: ticked,
});

/** How a box names its place: `everywhere`, `integration:NAME`, or `account:NAME:ID`. */
export function placeValue(place: Place): string {
  const { integration, accountId } = place;
  return accountId === null ? `integration:${integration}` : `account:${integration}:${accountId}`;
}

export const EVERYWHERE = 'everywhere';

function readPlace(value: string): Place[] {
  const [kind, integration, accountId] = value.split(':');
  if (integration === undefined) return [];
  if (kind === 'integration') return [{ integration, accountId: null }];
  const id = z.uuid().safeParse(accountId);
  return kind === 'account' && id.success ? [{ integration, accountId: id.data }] : [];
}

export function readRights(body: unknown): RightsForm {
  const { name, email, role, disabled, places } = Body.parse(body);
  const form = {
    name: name.trim().normalize('NFC'),
    email: email.trim() === '' ? null : email.trim(),
    role: role ?? NO_RIGHTS.role,
    everywhere: places.includes(EVERYWHERE),
    disabled: disabled === 'yes',
    places: places.flatMap(readPlace),
  };
  if (role === undefined) return { ...form, fault: 'role_missing' };
  if (form.email !== null && !z.email().safeParse(form.email).success) {
    return { ...form, fault: 'email_invalid' };
  }
  return form;
}
