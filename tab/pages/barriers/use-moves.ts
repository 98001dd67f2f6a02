import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import type { BarrierItem } from "../../../bot/api/contract.ts";
import type { BarrierStatus } from "../../../bot/domain/vocabulary.ts";
import { ApiError } from "../../api.ts";
import { useSession } from "../../session.ts";
import { type Choice, immediate, statusAfter } from "./moves.ts";
import { useAct } from "./use-act.ts";
import { titleOf } from "./words.ts";

/** Moves cards, says what came of it, and keeps the keyboard on the card that moved. */
export function useMoves(board: RefObject<HTMLElement | null>) {
  const { text } = useSession();
  const words = text.barriers.board;
  const { mutate } = useAct();
  const [said, setSaid] = useState("");
  const [failure, setFailure] = useState<string | null>(null);
  const [rolledBackId, setRolledBackId] = useState<string>();
  const follow = useFollow(board);

  /** What is to be said when a card stands in another column. */
  const tell = useCallback(
    (item: BarrierItem, status: BarrierStatus) => {
      setSaid(words.moved(titleOf(item, text), text.vocabulary.barrierStatus[status]));
      follow(item.id, status);
    },
    [words, text, follow],
  );
  const rollBack = useCallback(
    (item: BarrierItem, why: string) => {
      setSaid("");
      setFailure(`${words.notMoved(titleOf(item, text), text.vocabulary.barrierStatus[item.status])} ${why}`);
      setRolledBackId(item.id);
      follow(item.id, item.status);
    },
    [words, text, follow],
  );
  const move = useCallback(
    (item: BarrierItem, choice: Choice) => {
      if (!isImmediate(choice)) return;
      setFailure(null);
      setRolledBackId(undefined);
      follow(item.id, statusAfter(choice) ?? item.status);
      mutate(
        { item, choice, change: { action: choice } },
        {
          onSuccess: (answer) => tell(answer, answer.status),
          onError: (error) => {
            const problem = error instanceof ApiError ? error.problem : null;
            rollBack(item, problem?.userMessage || text.state.offline);
          },
        },
      );
    },
    [mutate, tell, rollBack, follow, text],
  );
  return { move, tell, cannot: () => setSaid(words.cannotMove), said, failure, rolledBackId };
}

function isImmediate(choice: Choice): choice is "see" | "take" | "confirm" {
  return immediate.has(choice);
}

/** Once the card stands in its column the keyboard is put on it. */
function useFollow(board: RefObject<HTMLElement | null>) {
  const wanted = useRef<{ id: string; status: BarrierStatus } | null>(null);
  useEffect(() => {
    if (wanted.current === null) return;
    const { id, status } = wanted.current;
    const link = board.current?.querySelector<HTMLElement>(
      `.column-${status} [data-card="${CSS.escape(id)}"] .card-link`,
    );
    if (!link) return;
    wanted.current = null;
    link.focus();
  });
  return useCallback((id: string, status: BarrierStatus) => {
    wanted.current = { id, status };
  }, []);
}
