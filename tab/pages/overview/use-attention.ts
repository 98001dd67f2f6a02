import { useQuery } from "@tanstack/react-query";
import type { Attention } from "../../../bot/api/contract.ts";
import { useMe, useSession } from "../../session.ts";
import { areaSearch } from "./paths.ts";

/** What waits for whoever looks after others, in one area when one is named; nobody else asks for it. */
export function useAttention(area: string | null) {
  const { api } = useSession();
  const isEnabled = useMe().roles.some(({ role }) => role === "manager" || role === "navigator");
  const query = useQuery({
    queryKey: ["attention", area],
    queryFn: ({ signal }) => api.get<Attention>(`/api/attention${areaSearch(area)}`, signal),
    enabled: isEnabled,
  });
  return { ...query, isEnabled };
}
