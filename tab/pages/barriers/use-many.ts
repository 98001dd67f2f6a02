import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { BarrierItem, ManyAnswer, ManyChange, UndoneAnswer } from "../../../bot/api/contract.ts";
import { ApiError } from "../../api.ts";
import { useSay } from "../../components/say.tsx";
import { useSession } from "../../session.ts";
import { boardTools } from "./board-words.ts";
import { type BarrierList, barriersKey } from "./use-barriers.ts";

/** The same done to many at once, what came of it, and the one way back. */
export function useMany() {
  const { api, text } = useSession();
  const say = useSay();
  const words = boardTools(text).many;
  const queries = useQueryClient();
  const onSettled = () => {
    for (const queryKey of [[barriersKey], ["barrier-figures"], ["barrier"]])
      void queries.invalidateQueries({ queryKey });
  };
  /** Wherever they are shown, also in lists that nobody looks at now. */
  const put = (items: readonly BarrierItem[]) => {
    const changed = new Map(items.map((item) => [item.id, item]));
    queries.setQueriesData<BarrierList>(
      { queryKey: [barriersKey] },
      (list) => list && { ...list, items: list.items.map((item) => changed.get(item.id) ?? item) },
    );
  };
  const undo = useMutation({
    mutationFn: (id: string) => api.send<UndoneAnswer>("POST", "/api/barriers/many/undo", { undo: id }),
    onSuccess: ({ items, left }) => {
      put(items);
      say({ words: joined(words.undone(items.length), left > 0 && words.undoneLeft(left)) });
    },
    onError: (error) => {
      const problem = error instanceof ApiError ? error.problem : null;
      say({ words: problem?.userMessage || text.state.offline });
    },
    onSettled,
  });
  return useMutation({
    mutationKey: [barriersKey],
    mutationFn: (change: ManyChange) => api.send<ManyAnswer>("POST", "/api/barriers/many", change),
    onSuccess: ({ undo: id, items, left }) => {
      put(items);
      say({
        words: joined(words.done(items.length), left.length > 0 && words.left(left.length)),
        ...(id !== null && { undo: () => undo.mutate(id) }),
      });
    },
    onSettled,
  });
}

function joined(...parts: (string | false)[]): string {
  return parts.filter((part) => part !== false).join(" ");
}
