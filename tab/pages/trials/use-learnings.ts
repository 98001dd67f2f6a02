import { useQuery } from "@tanstack/react-query";
import type { LearningsAnswer } from "../../../bot/api/contract.ts";
import { useSession } from "../../session.ts";

/** What other municipalities have learned. */
export function useLearnings() {
  const { api } = useSession();
  return useQuery({
    queryKey: ["learnings"],
    queryFn: ({ signal }) => api.get<LearningsAnswer>("/api/learnings", signal),
  });
}
