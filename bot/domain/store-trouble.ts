/** Why the store cannot do what it is asked; the words for it are in bot/text/store-trouble.ts. */
export const storeTroubles = [
  "full",
  "readOnly",
  "damaged",
  "moved",
  "locked",
  "missing",
  "refused",
  "throttled",
  "silent",
] as const;
export type StoreTrouble = (typeof storeTroubles)[number];
