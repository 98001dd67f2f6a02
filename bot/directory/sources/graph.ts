import { z } from "zod";
import type { Account } from "../../domain/sources.ts";
import { beginPull, fetchJson, type Pull, type SourceLimits } from "./fetch-source.ts";
import { joinText, readText } from "./source-fields.ts";
import { SourceTrouble } from "./source-trouble.ts";

export interface GraphAccess {
  url: string;
  authority: string;
  tenantId: string;
  clientId: string;
  secret: string;
}

/** An address with its place in the list, which a server makes as long as it likes. */
const link = z.string().max(20_000);
const token = z.object({ access_token: z.string().min(1).max(20_000) });

/** `GET /v1.0/users` as Microsoft documents it. */
const users = z.object({
  "@odata.nextLink": link.nullish(),
  value: z.array(
    z.object({
      id: z.guid().toLowerCase(),
      userPrincipalName: joinText.nullish(),
      displayName: readText.nullish(),
      accountEnabled: z.boolean().nullish(),
      userType: readText.nullish(),
      onPremisesSamAccountName: joinText.nullish(),
      preferredLanguage: readText.nullish(),
      // Of a list of changes: gone, whatever else is said.
      "@removed": z.object({}).nullish(),
    }),
  ),
});

const wanted = [
  "id",
  "userPrincipalName",
  "displayName",
  "accountEnabled",
  "userType",
  "onPremisesSamAccountName",
  "preferredLanguage",
].join(",");

/** The municipality's own accounts: no guests. Throws `SourceTrouble`; an answer without accounts is none. */
export async function pullGraph(access: GraphAccess, limits?: SourceLimits): Promise<Account[]> {
  const pull = beginPull("graph", limits);
  const headers = { Authorization: `Bearer ${await signIn(pull, access)}` };
  const { origin } = new URL(access.url);
  const accounts = new Map<string, Account>();
  const asked = new Set<string>();
  const seen = new Set<string>();
  let next: string | null = `${access.url}/v1.0/users?$select=${wanted}&$top=999`;
  while (next !== null) {
    // The token goes to no other server, whatever an answer says.
    if (!URL.canParse(next) || new URL(next).origin !== origin) throw new SourceTrouble("graph", "elsewhere");
    if (asked.has(next) || asked.size === pull.limits.pages) throw new SourceTrouble("graph", "endless");
    asked.add(next);
    const page: z.output<typeof users> | null = await fetchJson(pull, next, users, { headers });
    const rows = page?.value ?? [];
    const fresh = rows.filter(({ id }) => !seen.has(id));
    // A page without anything new comes from a server that has no end; an empty one may have a next.
    if (rows.length > 0 && fresh.length === 0) throw new SourceTrouble("graph", "endless");
    for (const user of fresh) {
      seen.add(user.id);
      if (user.userType !== "Guest" && user["@removed"] == null) accounts.set(user.id, accountOf(user));
    }
    next = page?.["@odata.nextLink"] ?? null;
  }
  if (accounts.size === 0) throw new SourceTrouble("graph", "empty");
  return [...accounts.values()];
}

async function signIn(pull: Pull, { authority, tenantId, clientId, secret }: GraphAccess): Promise<string> {
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: clientId,
    client_secret: secret,
    scope: "https://graph.microsoft.com/.default",
  });
  const answer = await fetchJson(pull, `${authority}/${tenantId}/oauth2/v2.0/token`, token, {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: form.toString(),
  });
  if (answer === null) throw new SourceTrouble("graph", "refused");
  return answer.access_token;
}

function accountOf(user: z.output<typeof users>["value"][number]): Account {
  const language = user.preferredLanguage?.slice(0, 2).toLowerCase();
  return {
    entraId: user.id,
    userId: user.onPremisesSamAccountName || null,
    upn: user.userPrincipalName || null,
    name: user.displayName || null,
    language: language === "en" || language === "da" ? language : null,
    isEnabled: user.accountEnabled !== false,
  };
}
