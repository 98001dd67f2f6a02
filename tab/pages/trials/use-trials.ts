import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { TrialChange, TrialItem, TrialsAnswer } from "../../../bot/api/contract.ts";
import { useSession } from "../../session.ts";

const pollMs = 30_000;
const pageSize = 100;

/** All trials in one state, the last changed first: a municipality has some, not thousands. */
export function useTrials(state: TrialItem["state"]) {
  const { api } = useSession();
  return useQuery({
    queryKey: ["trials", state],
    queryFn: async ({ signal }) => {
      const items: TrialItem[] = [];
      let next: string | undefined;
      do {
        const query = new URLSearchParams({ state, limit: String(pageSize) });
        if (next !== undefined) query.set("page", next);
        const page = await api.get<TrialsAnswer>(`/api/trials?${query}`, signal);
        items.push(...page.items);
        next = page.next;
      } while (next !== undefined);
      return items;
    },
    refetchInterval: pollMs,
  });
}

/** One change after the other, as when a trial is ended and shared in one go. */
export function useChangeTrial(id: string) {
  const { api } = useSession();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (changes: TrialChange[]) => {
      for (const change of changes) {
        await api.send<TrialItem>("PATCH", `/api/trials/${encodeURIComponent(id)}`, change);
      }
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: ["trials"] }),
  });
}
