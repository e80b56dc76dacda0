/** The most minutes that can be granted, as `contract/accommodations.ts` allows. */
export const MINUTES_MOST = { extra: 600, break: 240 } as const;
