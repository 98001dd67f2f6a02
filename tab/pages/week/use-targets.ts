import { useQuery } from "@tanstack/react-query";
import type { AmbitionAnswer } from "../../../bot/api/contract.ts";
import type { UsageLevel } from "../../../bot/domain/vocabulary.ts";
import { useSession } from "../../session.ts";

/** The levels that the leader aims for, by solution id; none until they are known. */
export function useTargets(): Record<string, UsageLevel> {
  const { api } = useSession();
  const ambition = useQuery({
    queryKey: ["ambition"],
    queryFn: ({ signal }) => api.get<AmbitionAnswer>("/api/ambition", signal),
  });
  return ambition.data?.mine?.targets ?? {};
}
