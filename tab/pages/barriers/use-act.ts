import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import type { BarrierChange, BarrierDetailAnswer, BarrierItem } from "../../../bot/api/contract.ts";
import { useMe, useSession } from "../../session.ts";
import { type Choice, statusAfter } from "./moves.ts";
import { type BarrierList, barriersKey } from "./use-barriers.ts";

export interface Act {
  item: BarrierItem;
  choice: Choice | "seenBefore";
  change: BarrierChange;
}

/** Does something to a barrier: shown at once, and taken back when it could not be stored. */
export function useAct() {
  const { api } = useSession();
  const me = useMe();
  const queries = useQueryClient();
  return useMutation({
    mutationKey: [barriersKey],
    mutationFn: ({ item, change }: Act) =>
      api.send<BarrierDetailAnswer>("PATCH", `/api/barriers/${encodeURIComponent(item.id)}`, change, item.version),
    onMutate: async ({ item, choice }) => {
      await queries.cancelQueries({ queryKey: [barriersKey] });
      putItem(queries, expected(item, choice, me.person));
    },
    onError: (_error, { item }) => putItem(queries, item),
    onSuccess: (answer) => {
      putItem(queries, answer);
      queries.setQueryData(["barrier", answer.id], answer);
    },
    // Nobody waits for what is read again.
    onSettled: (_outcome, _error, { item }) => {
      void queries.invalidateQueries({ queryKey: [barriersKey] });
      void queries.invalidateQueries({ queryKey: ["barrier-figures"] });
      void queries.invalidateQueries({ queryKey: ["barrier", item.id] });
    },
  });
}

/** Puts the barrier where it is shown: in every list that holds it, and on its own page. */
function putItem(queries: QueryClient, item: BarrierItem): void {
  queries.setQueriesData<BarrierList>({ queryKey: [barriersKey] }, (list) => {
    if (list === undefined || !list.items.some(({ id }) => id === item.id)) return list;
    return { ...list, items: [item, ...list.items.filter(({ id }) => id !== item.id)] };
  });
  queries.setQueryData<BarrierDetailAnswer>(["barrier", item.id], (answer) => answer && { ...answer, ...item });
}

/** What the barrier will be; nothing may be done to it until the server has answered. */
function expected(item: BarrierItem, choice: Act["choice"], me: { id: string; name: string }): BarrierItem {
  const status = choice === "seenBefore" ? undefined : statusAfter(choice);
  const taken = choice === "take" ? { assignedTo: me } : {};
  return { ...item, ...taken, status: status ?? item.status, updatedAt: new Date().toISOString(), may: [] };
}
