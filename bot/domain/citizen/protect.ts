import { type Directory, type Role, teamIsIn } from "../organisation.ts";

// Which figures can stand beside each other without giving back one that is hidden. Complementary suppression as in
// Hundepool and others, Statistical Disclosure Control (Wiley 2012), chapter 4, for tables that are trees: what is left of a
// figure when the figures under it are taken away is a figure too. With two rules more: it must hold after the cases that
// one person knows anyway are taken away, and where one part is hidden the next smallest is hidden with it until that is so
// (Viva Glint's rule of the next smallest group).

/** Counts by team. */
export type Region = ReadonlyMap<string, number>;

/** The teams whose cases somebody can read one by one, for everybody who can read some; the empty set is everybody else. */
export type Insiders = readonly ReadonlySet<string>[];

/**
 * Each different set of teams that one person leads, stands in for or helps, whatever the dates, nobody's, and what two managers
 * know when they put what they lead and help together: a coalition of two (Hundepool and others, chapter 4, on coalitions of
 * respondents). That three or more pool what they know is not protected against (docs/security.md).
 */
export function insidersOf(directory: Directory): Insiders {
  const sets = new Map<string, ReadonlySet<string>>([["", new Set()]]);
  const keep = (own: ReadonlySet<string>) => sets.set([...own].toSorted().join(" "), own);
  const managers: ReadonlySet<string>[] = [];
  for (const roles of directory.rolesByPerson.values()) {
    const own = knownBy(directory, roles);
    keep(own);
    if (own.size > 0 && roles.some(({ role, scope }) => role === "manager" || isForAnArea(directory, role, scope))) {
      managers.push(own);
    }
  }
  for (const [index, one] of managers.entries()) {
    for (const other of managers.slice(index + 1)) keep(new Set([...one, ...other]));
  }
  return [...sets.values()];
}

function knownBy(directory: Directory, roles: readonly Role[]): ReadonlySet<string> {
  const scopes = roles.filter(({ role }) => role === "leader" || role === "standIn" || role === "navigator");
  return new Set(
    [...directory.teams.keys()].filter((teamId) => scopes.some(({ scope }) => teamIsIn(directory, teamId, scope))),
  );
}

/** Whoever stands in for the managers of an area reads what they read. */
function isForAnArea(directory: Directory, role: Role["role"], scope: string): boolean {
  return role === "standIn" && !directory.teams.has(scope);
}

/**
 * Whether the sum over the teams can be shown: what is left of it for whoever knows some of the teams' cases is the limit
 * at least, or concerns no other team. None at all is as small as one.
 */
export function isSafe(counts: Region, teams: readonly string[], insiders: Insiders, limit: number): boolean {
  return insiders.every((own) => {
    const others = teams.filter((team) => !own.has(team));
    return others.length === 0 || sumOver(counts, others) >= limit;
  });
}

function sumOver(counts: Region, teams: readonly string[]): number {
  return teams.reduce((sum, team) => sum + (counts.get(team) ?? 0), 0);
}

interface Part {
  id: string;
  teams: readonly string[];
  counts: Region;
}

interface Protection {
  insiders: Insiders;
  limit: number;
  /** Something else is always left over, whatever the parts: they divide cases and not teams. */
  hasRest?: boolean;
}

/**
 * The parts of a shown figure that can be shown with it. Those that are not safe are hidden, and then the smallest of the
 * others, one by one, until what is hidden together is safe.
 */
export function protectParts(
  whole: Omit<Part, "id">,
  parts: readonly Part[],
  { insiders, limit, hasRest = false }: Protection,
): { id: string; count: number }[] {
  const shown = parts
    .filter(({ counts, teams }) => isSafe(counts, teams, insiders, limit))
    .map((part) => ({ ...part, count: sumOver(part.counts, part.teams) }))
    .sort((a, b) => a.count - b.count);
  while (shown.length > 0 && !isRestSafe(whole, shown, { insiders, limit, hasRest })) shown.shift();
  return shown.map(({ id, count }) => ({ id, count }));
}

/** What is left of the whole when the shown parts are taken away. */
function isRestSafe(
  whole: Omit<Part, "id">,
  shown: readonly Part[],
  { insiders, limit, hasRest }: Protection,
): boolean {
  if (hasRest) {
    const rest = new Map(
      whole.teams.map((team) => {
        const taken = shown.reduce((sum, { counts }) => sum + (counts.get(team) ?? 0), 0);
        return [team, (whole.counts.get(team) ?? 0) - taken];
      }),
    );
    return isSafe(rest, whole.teams, insiders, limit);
  }
  const taken = new Set(shown.flatMap(({ teams }) => teams));
  return isSafe(
    whole.counts,
    whole.teams.filter((team) => !taken.has(team)),
    insiders,
    limit,
  );
}
