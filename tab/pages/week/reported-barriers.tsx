import { Button } from "@fluentui/react-components";
import { lazy, Suspense, useRef, useState } from "react";
import type { ReportedBarrier } from "../../../bot/api/contract.ts";
import { isOpen } from "../../../bot/domain/barrier/barrier.ts";
import { Link } from "../../components/link.tsx";
import { Standing } from "../../components/standing.tsx";
import { useSession } from "../../session.ts";

const DescribeForm = lazy(async () => ({ default: (await import("./describe-form.tsx")).DescribeForm }));

interface ReportedBarriersProps {
  barriers: ReportedBarrier[];
  /** The form to tell about it stands by the check-in. */
  isDescribedElsewhere: boolean;
}

/** What the team reported and what became of it: the loop, seen from the one who spoke up. */
export function ReportedBarriers({ barriers, isDescribedElsewhere }: ReportedBarriersProps) {
  const { text } = useSession();
  return (
    <div>
      <h3>{text.myWeek.barriersTitle}</h3>
      {barriers.length === 0 ? (
        <p className="quiet">{text.myWeek.noBarriers}</p>
      ) : (
        <ul className="lined">
          {barriers.map((barrier) => (
            <Reported key={barrier.id} barrier={barrier} isDescribedElsewhere={isDescribedElsewhere} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Reported({
  barrier,
  isDescribedElsewhere,
}: Pick<ReportedBarriersProps, "isDescribedElsewhere"> & { barrier: ReportedBarrier }) {
  const { text } = useSession();
  const { id, solutionName, detail, resolution } = barrier;
  const [state, setState] = useState<"closed" | "open" | "thanks">("closed");
  const item = useRef<HTMLLIElement>(null);
  // Somebody else may describe it while the form is open: what is being written is then not taken away.
  const canDescribe = !isDescribedElsewhere && isOpen(barrier) && (detail === null || state === "open");
  function close(next: "closed" | "thanks") {
    setState(next);
    item.current?.focus();
  }
  return (
    <li ref={item} tabIndex={-1}>
      <p className="strong capital">
        <Link to={`/barriers/${encodeURIComponent(id)}`}>{solutionName}</Link>
      </p>
      <p>{detail === null ? text.myWeek.undescribed : text.vocabulary.detail[detail]}</p>
      <p className="row caption">
        <Standing {...barrier} />
        {resolution !== null && <span>{text.vocabulary.resolution[resolution]}</span>}
      </p>
      {canDescribe && state !== "open" && (
        <Button aria-label={text.myWeek.describeLabel(solutionName)} onClick={() => setState("open")}>
          {text.myWeek.describe}
        </Button>
      )}
      {canDescribe && state === "open" && (
        <Suspense>
          <DescribeForm barrier={barrier} onDone={() => close("thanks")} onCancel={() => close("closed")} />
        </Suspense>
      )}
      <p role="status">{state === "thanks" ? text.barriers.report.saved : ""}</p>
    </li>
  );
}
