import { z } from "zod";
import type { UsedSystem } from "../../domain/sources.ts";
import type { SolutionPhase } from "../../domain/vocabulary.ts";
import { readExpectedUsers } from "./expected-users.ts";
import { beginPull, fetchJson, type Pull, type SourceLimits } from "./fetch-source.ts";
import { sourceId as id, readText as text } from "./source-fields.ts";
import { SourceTrouble } from "./source-trouble.ts";

export interface KitosAccess {
  url: string;
  email: string;
  password: string;
  /** Which municipality, where the user is a member of several. */
  organisation: string | undefined;
}

const token = z.object({ token: z.string().min(1).max(20_000), loginSuccessful: z.boolean().nullish() });
const organisations = z.array(z.object({ uuid: id }));
const units = z.array(z.object({ uuid: id, name: text, externalOriginUuid: id.nullish() }));
const phases = z.enum(["Undecided", "NotInUse", "PhasingIn", "Operational", "PhasingOut", "Pilot"]);

/** `GET /api/v2/it-system-usages` (read in its source, commit a0b7e7a). Names of people are not taken. */
const usages = z.array(
  z.object({
    uuid: id,
    systemContext: z.object({ uuid: id, name: text }),
    general: z.object({
      localCallName: text.nullish(),
      numberOfExpectedUsers: z
        .object({ lowerBound: z.number().int().min(0), upperBound: z.number().int().min(0).nullish() })
        .nullish(),
      validity: z.object({ lifeCycleStatus: phases.nullish() }).nullish(),
    }),
    organizationUsage: z.object({
      usingOrganizationUnits: z.array(z.object({ uuid: id, name: text })).nullish(),
    }),
  }),
);

const phaseOf: Record<z.output<typeof phases>, SolutionPhase | null> = {
  Pilot: "trial",
  PhasingIn: "rollout",
  Operational: "inUse",
  PhasingOut: "retiring",
  NotInUse: null,
  Undecided: null,
};

const pageSize = 250;

/** The municipality's solutions and the units that use them. Throws `SourceTrouble`; an answer without solutions is none. */
export async function pullKitos(access: KitosAccess, limits?: SourceLimits): Promise<UsedSystem[]> {
  const pull = beginPull("kitos", limits);
  const headers = { Authorization: `Bearer ${await signIn(pull, access)}` };
  const organisation = access.organisation ?? (await ownOrganisation(pull, access, headers));
  const known = new Map<string, string | null>();
  const inUnits = `${access.url}/api/v2/organizations/${encodeURIComponent(organisation)}/organization-units?`;
  for await (const page of pages(pull, inUnits, units, headers))
    for (const unit of page) known.set(unit.uuid, unit.externalOriginUuid || null);
  const found: UsedSystem[] = [];
  const inUsages = `${access.url}/api/v2/it-system-usages?organizationUuid=${encodeURIComponent(organisation)}&`;
  for await (const page of pages(pull, inUsages, usages, headers))
    for (const usage of page) if (usage.systemContext.uuid !== "") found.push(systemOf(usage, known));
  if (found.length === 0) throw new SourceTrouble("kitos", "empty");
  return found;
}

async function signIn(pull: Pull, { url, email, password }: KitosAccess): Promise<string> {
  const answer = await fetchJson(pull, `${url}/api/authorize/GetToken`, token, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ email, password }),
  });
  if (answer === null || answer.loginSuccessful === false) throw new SourceTrouble("kitos", "refused");
  return answer.token;
}

/** Of several nobody is guessed. */
async function ownOrganisation(pull: Pull, { url }: KitosAccess, headers: Record<string, string>): Promise<string> {
  const own = `${url}/api/v2/organizations?onlyWhereUserHasMembership=true&page=0&pageSize=${pageSize}`;
  const [first, ...others] = (await fetchJson(pull, own, organisations, { headers })) ?? [];
  if (first === undefined || others.length > 0) throw new SourceTrouble("kitos", "elsewhere");
  return first.uuid;
}

/**
 * Page by page until one is empty: a bare array says neither how many there are nor where the next is, and a page that a server
 * made shorter than was asked for must not end it. A page without anything new comes from a server that has no end.
 */
async function* pages<T extends { uuid: string }>(
  pull: Pull,
  address: string,
  schema: z.ZodType<T[]>,
  headers: Record<string, string>,
): AsyncGenerator<T[]> {
  const seen = new Set<string>();
  for (let page = 0; page < pull.limits.pages; page += 1) {
    const rows = (await fetchJson(pull, `${address}page=${page}&pageSize=${pageSize}`, schema, { headers })) ?? [];
    if (rows.length === 0) return;
    const fresh = rows.filter(({ uuid }) => !seen.has(uuid));
    if (fresh.length === 0) break;
    for (const { uuid } of fresh) seen.add(uuid);
    yield fresh;
  }
  throw new SourceTrouble(pull.source, "endless");
}

function systemOf(
  { systemContext, general, organizationUsage }: z.output<typeof usages>[number],
  known: ReadonlyMap<string, string | null>,
): UsedSystem {
  const bounds = general.numberOfExpectedUsers;
  const phase = general.validity?.lifeCycleStatus ?? null;
  return {
    id: systemContext.uuid,
    name: systemContext.name || systemContext.uuid,
    callName: general.localCallName || null,
    phase: phase === null ? null : phaseOf[phase],
    expectedUsers: bounds == null ? null : readExpectedUsers(`${bounds.lowerBound}-${bounds.upperBound ?? ""}`),
    units: (organizationUsage.usingOrganizationUnits ?? []).map(({ uuid, name }) => ({
      id: known.get(uuid) ?? null,
      name,
      kitosId: uuid,
    })),
  };
}
