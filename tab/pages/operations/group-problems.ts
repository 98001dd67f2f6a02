import type { DeliveriesAnswer } from "../../../bot/api/contract.ts";

type Problem = DeliveriesAnswer["problems"][number];

/** Everybody whom the same reason keeps from being reached. */
export interface ProblemGroup {
  state: Problem["state"];
  reason: Problem["reason"];
  /** Messages that can be sent again. */
  resendable: string[];
  /** The person, or null for a channel, with the teams it is about. */
  places: { id: string; name: string | null; teams: string }[];
}

/**
 * By reason: what somebody has to do something about, and what passes by itself. Those who cannot be reached are there
 * also when nothing waits for them yet.
 */
export function groupProblems({ problems, unreachable }: DeliveriesAnswer): {
  needHelp: ProblemGroup[];
  passing: ProblemGroup[];
} {
  const groups = new Map<string, ProblemGroup>();
  const teamsOf = new Map<string, Set<string>>();
  function add({ state, reason }: Pick<Problem, "state" | "reason">, id: string, name: string | null, teams: string[]) {
    const key = `${state} ${reason}`;
    const group = groups.get(key) ?? { state, reason, resendable: [], places: [] };
    groups.set(key, group);
    const known = teamsOf.get(`${key} ${id}`) ?? new Set();
    if (known.size === 0) group.places.push({ id, name, teams: "" });
    for (const team of teams) known.add(team);
    teamsOf.set(`${key} ${id}`, known);
    return group;
  }
  for (const { key, state, reason, person, team, canResend } of problems) {
    const group = add({ state, reason }, person?.id ?? team.id, person?.name ?? null, [team.name]);
    if (canResend) group.resendable.push(key);
  }
  for (const { person, reason, teams } of unreachable) {
    const isKnown = problems.some((problem) => problem.person?.id === person.id && problem.state !== "retrying");
    const names = teams.map((team) => team.name);
    if (!isKnown) add({ state: "waiting", reason }, person.id, person.name, names);
  }
  const all = [...groups.values()].map((group) => ({
    ...group,
    places: group.places.map((place) => ({
      ...place,
      teams: [...(teamsOf.get(`${group.state} ${group.reason} ${place.id}`) ?? [])].join(" · "),
    })),
  }));
  return {
    needHelp: all.filter((group) => group.state !== "retrying"),
    passing: all.filter((group) => group.state === "retrying"),
  };
}
