import { Button } from "@fluentui/react-components";
import { lazy, Suspense, useState } from "react";
import type { BarrierItem } from "../../../bot/api/contract.ts";
import { Failure } from "../../components/failure.tsx";
import { useSession } from "../../session.ts";
import { type ManyChoice, manyChoices } from "./many-choices.ts";
import { useSelection } from "./selection.ts";
import { useMany } from "./use-many.ts";

const ManyDialog = lazy(async () => ({ default: (await import("./many-dialog.tsx")).ManyDialog }));

/** At the foot of the window while something is chosen: what can be done to all of it, what came of it, and the way back. */
export function ManyBar({ items }: { items: readonly BarrierItem[] }) {
  const { text } = useSession();
  const words = text.boardTools.many;
  const { ids, set } = useSelection();
  const many = useMany();
  const [asking, setAsking] = useState<ManyChoice | null>(null);
  const chosen = items.filter(({ id }) => ids.has(id));
  const isEmpty = chosen.length === 0;
  return (
    <section className={isEmpty && many.said === "" ? "many-bar is-empty" : "many-bar row"} aria-label={words.label}>
      <p role="status">
        {many.said} {!isEmpty && <strong>{words.chosen(chosen.length)}</strong>}
      </p>
      {many.undoId !== null && (
        <Button appearance="primary" onClick={() => many.undo.mutate(many.undoId ?? "")}>
          {words.undo}
        </Button>
      )}
      {!isEmpty && (
        <>
          {manyChoices
            .filter((choice) => choice !== "seenBefore" || chosen.length > 1)
            .map((choice) => (
              <Button key={choice} onClick={() => setAsking(choice)}>
                {words[choice]}
              </Button>
            ))}
          <Button appearance="subtle" onClick={() => set([])}>
            {words.clear}
          </Button>
        </>
      )}
      <Failure error={many.undo.error} />
      {asking !== null && (
        <Suspense>
          <ManyDialog
            choice={asking}
            items={chosen}
            request={many.act}
            onDone={() => {
              setAsking(null);
              set([]);
            }}
            onCancel={() => setAsking(null)}
          />
        </Suspense>
      )}
    </section>
  );
}
