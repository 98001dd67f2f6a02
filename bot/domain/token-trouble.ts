/** Why Entra gives the bot no token, by what has to be done about it. */
export const tokenTroubles = [
  "secretWrong",
  "secretExpired",
  "appUnknown",
  "appDisabled",
  "tenantUnknown",
  "identityMissing",
  "identityNotTrusted",
  "clockWrong",
  "unreachable",
  "slow",
  "refused",
] as const;
export type TokenTrouble = (typeof tokenTroubles)[number];

/** Why there is no token, and Entra's own number for it. */
export interface NoToken {
  trouble: TokenTrouble;
  number: string | null;
}
