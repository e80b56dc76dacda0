import type { ApiUser } from '../storage/apiUsers.ts';

/** A user as clients see one. Token and key are told at a sign-in, and to who makes the user. */
export function userWire(user: ApiUser) {
  return {
    id: user.id,
    institute_id: user.instituteId,
    email: user.email,
    name: user.name,
    role: user.role,
    created_at: user.createdAt.toISOString(),
    updated_at: user.updatedAt.toISOString(),
  };
}
