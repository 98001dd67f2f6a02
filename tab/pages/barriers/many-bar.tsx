import { Button } from "@fluentui/react-components";
import { lazy, Suspense, useState } from "react";
import type { BarrierItem } from "../../../bot/api/contract.ts";
import { useSession } from "../../session.ts";
import { boardTools } from "./board-words.ts";
import { type ManyChoice, manyChoices } from "./many-choices.ts";
import { useSelection } from "./selection.ts";
import { useMany } from "./use-many.ts";

const ManyDialog = lazy(async () => ({ default: (await import("./many-dialog.tsx")).ManyDialog }));

/** At the foot of the window while something is chosen: what can be done to all of it. */
export function ManyBar({ items }: { items: readonly BarrierItem[] }) {
  const { text } = useSession();
  const words = boardTools(text).many;
  const { ids, set } = useSelection();
  const many = useMany();
  const [asking, setAsking] = useState<ManyChoice | null>(null);
  const chosen = items.filter(({ id }) => ids.has(id));
  if (chosen.length === 0) return null;
  return (
    <section className="many-bar row" aria-label={words.label}>
      <strong role="status">{words.chosen(chosen.length)}</strong>
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
      {asking !== null && (
        <Suspense>
          <ManyDialog
            choice={asking}
            items={chosen}
            request={many}
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
