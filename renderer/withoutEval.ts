import { z } from 'zod';

// The page's content policy forbids making code out of text. Zod tries to, unless told not to, and the
// refused try is reported as a violation. Imported before any schema is used.
z.config({ jitless: true });
