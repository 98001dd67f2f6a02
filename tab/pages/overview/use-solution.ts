import { useQuery } from "@tanstack/react-query";
import type { SolutionBarriers } from "../../../bot/api/contract.ts";
import { useSession } from "../../session.ts";

/** What is in the way of a solution and what is tried with it, counted; in one team when it is named. */
export function useSolution(solutionId: string, teamId?: string) {
  const { api } = useSession();
  const search = teamId === undefined ? "" : `?team=${encodeURIComponent(teamId)}`;
  return useQuery({
    queryKey: ["solution", solutionId, teamId ?? null],
    queryFn: ({ signal }) =>
      api.get<SolutionBarriers>(`/api/solutions/${encodeURIComponent(solutionId)}${search}`, signal),
  });
}
