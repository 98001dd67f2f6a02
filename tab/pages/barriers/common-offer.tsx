import { Button } from "@fluentui/react-components";
import { lazy, Suspense, useDeferredValue, useMemo, useState } from "react";
import type { BarrierItem } from "../../../bot/api/contract.ts";
import { commonFrom, commonTasks } from "../../../bot/domain/barrier/common-task.ts";
import { useSession } from "../../session.ts";
import { boardTools } from "./board-words.ts";
import { teamsIn } from "./many-choices.ts";
import { useMany } from "./use-many.ts";
import { titleOf } from "./words.ts";

const ManyDialog = lazy(async () => ({ default: (await import("./many-dialog.tsx")).ManyDialog }));

const noItems: readonly BarrierItem[] = [];

/** What several teams have reported, offered as one common task; the largest first, one at a time. */
export function CommonOffer({ items }: { items: readonly BarrierItem[] }) {
  const { text } = useSession();
  const words = boardTools(text);
  const many = useMany();
  const [isAsking, setAsking] = useState(false);
  // After what is looked at is drawn: it compares everything that is open.
  const compared = useDeferredValue(items, noItems);
  const groups = useMemo(() => {
    const mine = compared.filter(({ may }) => may.includes("seenBefore"));
    return commonTasks(mine).filter((group) => teamsIn(group) >= commonFrom);
  }, [compared]);
  const [group] = groups;
  const [first] = group ?? [];
  return (
    <>
      {group !== undefined && first !== undefined && (
        <p className="common-offer notice row apart">
          {words.common.offer(teamsIn(group), titleOf(first, text))}
          <Button size="small" onClick={() => setAsking(true)}>
            {words.common.make}
          </Button>
        </p>
      )}
      {isAsking && group !== undefined && (
        <Suspense>
          <ManyDialog
            choice="seenBefore"
            items={group.slice(0, 99)}
            request={many}
            onDone={() => setAsking(false)}
            onCancel={() => setAsking(false)}
          />
        </Suspense>
      )}
    </>
  );
}
