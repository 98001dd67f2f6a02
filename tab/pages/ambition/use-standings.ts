import { useQuery } from "@tanstack/react-query";
import type { AdoptionAnswer, CheckInsAnswer } from "../../../bot/api/contract.ts";
import { useSession } from "../../session.ts";

/** What one's own teams said last of each solution, in words, by solution id; null until it is known. */
export function useStandings(): Record<string, string> | null {
  const { api, text } = useSession();
  const checkIns = useQuery({
    queryKey: ["check-ins"],
    queryFn: ({ signal }) => api.get<CheckInsAnswer>("/api/check-ins", signal),
  });
  const adoption = useQuery({
    queryKey: ["adoption", 12, null],
    queryFn: ({ signal }) => api.get<AdoptionAnswer>("/api/adoption?weeks=12", signal),
  });
  if (adoption.data === undefined || checkIns.data === undefined) return null;
  const own = new Set(checkIns.data.teams.map(({ teamId }) => teamId));
  const teams = adoption.data.teams.filter(({ teamId }) => own.has(teamId));
  const standings = adoption.data.solutions.flatMap(({ id }) => {
    const said = teams.flatMap(({ name, solutions }) => {
      const level = solutions[id]?.levels.findLast((one) => one !== null);
      if (level == null) return [];
      const words = text.vocabulary.usage[level];
      return [teams.length === 1 ? words : `${words} (${name})`];
    });
    return said.length === 0 ? [] : [[id, said.join(", ")] as const];
  });
  return Object.fromEntries(standings);
}
