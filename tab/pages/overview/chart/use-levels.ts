import { useQuery } from "@tanstack/react-query";
import type { LevelsAnswer } from "../../../../bot/api/contract.ts";
import { useSession } from "../../../session.ts";

const year = 52;

/** How many teams stood at each level in a year: of one solution, or of every solution in an area. */
export function useLevels(of: { solution?: string; area?: string }) {
  const { api } = useSession();
  return useQuery({
    queryKey: ["levels", of.solution ?? null, of.area ?? null],
    queryFn: ({ signal }) =>
      api.get<LevelsAnswer>(`/api/levels?${new URLSearchParams({ weeks: String(year), ...of })}`, signal),
  });
}
