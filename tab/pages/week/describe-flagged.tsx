import { lazy, Suspense, useState } from "react";
import type { ReportedBarrier } from "../../../bot/api/contract.ts";
import { isOpen } from "../../../bot/domain/barrier/barrier.ts";
import { useSession } from "../../session.ts";

const DescribeForm = lazy(async () => ({ default: (await import("./describe-form.tsx")).DescribeForm }));

/** What nobody has told anything about yet. */
export function undescribedOf(barriers: ReportedBarrier[]): ReportedBarrier[] {
  return barriers.filter((barrier) => barrier.detail === null && isOpen(barrier));
}

/** Right after a flag was sent: the form to tell what it is about, one after the other, where one is. */
export function DescribeFlagged({ barriers, onLater }: { barriers: ReportedBarrier[]; onLater: () => void }) {
  const { text } = useSession();
  // It stays while it is being written, also where somebody else tells meanwhile.
  const [held, setHeld] = useState<ReportedBarrier | null>(null);
  const [next] = undescribedOf(barriers);
  if (held === null && next !== undefined) setHeld(next);
  if (held === null) return null;
  return (
    <section className="describe-flagged">
      <h3>{text.myWeek.describeLabel(held.solutionName)}</h3>
      <Suspense>
        <DescribeForm key={held.id} barrier={held} onDone={() => setHeld(null)} onCancel={onLater} />
      </Suspense>
    </section>
  );
}
