import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { ManyAnswer, ManyChange, UndoneAnswer } from "../../../bot/api/contract.ts";
import { useSession } from "../../session.ts";
import { barriersKey } from "./use-barriers.ts";

/** The same done to many at once, what came of it, and the one way back for as long as it is open. */
export function useMany() {
  const { api, text } = useSession();
  const words = text.boardTools.many;
  const queries = useQueryClient();
  const [said, setSaid] = useState("");
  const [undoId, setUndoId] = useState<string | null>(null);
  const readAgain = () => {
    for (const queryKey of [[barriersKey], ["barrier-figures"], ["barrier"]])
      void queries.invalidateQueries({ queryKey });
  };
  const act = useMutation({
    mutationKey: [barriersKey],
    mutationFn: (change: ManyChange) => api.send<ManyAnswer>("POST", "/api/barriers/many", change),
    onSuccess: ({ undo, undoSeconds, items, left }) => {
      setSaid([words.done(items.length), left.length > 0 ? words.left(left.length) : ""].join(" ").trim());
      setUndoId(undo);
      if (undo !== null) setTimeout(() => setUndoId((now) => (now === undo ? null : now)), undoSeconds * 1000);
    },
    onSettled: readAgain,
  });
  const undo = useMutation({
    mutationFn: (id: string) => api.send<UndoneAnswer>("POST", "/api/barriers/many/undo", { undo: id }),
    onSuccess: ({ items, left }) => {
      setSaid([words.undone(items.length), left > 0 ? words.undoneLeft(left) : ""].join(" ").trim());
      setUndoId(null);
    },
    onError: () => setUndoId(null),
    onSettled: readAgain,
  });
  useEffect(() => {
    if (said === "" || undoId !== null) return;
    const timer = setTimeout(() => setSaid(""), 8_000);
    return () => clearTimeout(timer);
  }, [said, undoId]);
  return { act, undo, undoId, said };
}
