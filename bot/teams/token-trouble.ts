import type { NoToken, TokenTrouble } from "../domain/token-trouble.ts";

/** Entra's own numbers (Microsoft: *Microsoft Entra authentication and authorization error codes*). */
const troubleOfNumber: Record<string, TokenTrouble> = {
  "7000215": "secretWrong",
  "7000222": "secretExpired",
  "700016": "appUnknown",
  "7000112": "appDisabled",
  "90002": "tenantUnknown",
  "900023": "tenantUnknown",
  "70021": "identityNotTrusted",
  "700211": "identityNotTrusted",
  "700212": "identityNotTrusted",
  "700213": "identityNotTrusted",
  "7002138": "identityNotTrusted",
  "700024": "clockWrong",
};

/**
 * Why no token came, and Entra's number for it where it gave one. Of the error's words nothing else is kept: they quote
 * ids and what was sent.
 */
export function tokenTrouble(error: unknown): NoToken {
  const errors = chain(error);
  const [, number] = /AADSTS(\d+)/.exec(errors.map(({ message }) => message).join("\n")) ?? [];
  if (number !== undefined) return { trouble: troubleOfNumber[number] ?? "refused", number: `AADSTS${number}` };
  return { trouble: troubleWithoutNumber(errors), number: null };
}

/** What the library itself says, before Entra has answered: it has names for it, and no numbers. */
function troubleWithoutNumber(errors: Said[]): TokenTrouble {
  const says = (pattern: RegExp) => errors.some(({ name, message }) => pattern.test(`${name} ${message}`));
  if (says(/^TimeoutError/)) return "slow";
  // The machine has no identity, or another one than is asked for.
  if (says(/ManagedIdentity|Identity not found/i)) return "identityMissing";
  // Neither the authority nor the tenant below it could be looked up.
  if (says(/endpoints_resolution_error|network_error/)) return "unreachable";
  return "refused";
}

interface Said {
  name: string;
  message: string;
}

/** The error and what caused it. A time that ran out is a DOMException, which not every realm calls an Error. */
function chain(error: unknown): Said[] {
  const found: Said[] = [];
  let each = error;
  while (isSaid(each) && !found.includes(each)) {
    found.push(each);
    each = "cause" in each ? each.cause : undefined;
  }
  return found;
}

function isSaid(error: unknown): error is Said {
  return typeof error === "object" && error !== null && "message" in error && "name" in error;
}
