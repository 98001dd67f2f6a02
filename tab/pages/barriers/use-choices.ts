import { useQuery } from "@tanstack/react-query";
import type { BarrierChoices } from "../../../bot/api/contract.ts";
import { useSession } from "../../session.ts";

const keepMs = 600_000;

/** What can be filtered by, and where the person can report or try something. */
export function useChoices() {
  const { api } = useSession();
  return useQuery({
    queryKey: ["barrier-choices"],
    queryFn: ({ signal }) => api.get<BarrierChoices>("/api/barriers/choices", signal),
    staleTime: keepMs,
  });
}

/** Every team that the person can report on or try something with: most have few, who come with the choices. */
export function useReportTeams(): BarrierChoices["report"] | undefined {
  const { api } = useSession();
  const first = useChoices().data;
  const all = useQuery({
    queryKey: ["barrier-choices", "all"],
    queryFn: ({ signal }) => api.get<BarrierChoices>("/api/barriers/choices?report=all", signal),
    staleTime: keepMs,
    enabled: first?.isCut === true,
  });
  return all.data?.report ?? first?.report;
}

/** The areas as a tree reads: each after the one it lies in. */
export function indentedAreas(
  areas: Pick<BarrierChoices["areas"][number], "id" | "name" | "parentAreaId">[],
): { id: string; name: string; depth: number }[] {
  const known = new Set(areas.map(({ id }) => id));
  const below = (parent: string | null, depth: number): { id: string; name: string; depth: number }[] =>
    areas
      .filter(({ parentAreaId }) => (parentAreaId !== null && known.has(parentAreaId) ? parentAreaId : null) === parent)
      .flatMap(({ id, name }) => [{ id, name, depth }, ...below(id, depth + 1)]);
  return below(null, 0);
}
