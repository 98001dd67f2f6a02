import { Button } from "@fluentui/react-components";
import { lazy, Suspense, useState } from "react";
import type { CheckInOutcome } from "../../../bot/api/contract.ts";
import { useSession } from "../../session.ts";
import { capital } from "../barriers/words.ts";

const NewReportForm = lazy(async () => ({ default: (await import("./new-report-form.tsx")).NewReportForm }));

interface AlreadyReportedProps {
  teamId: string;
  already: CheckInOutcome["already"];
}

/** What was flagged is reported already: nothing is reported twice without a word. */
export function AlreadyReported({ teamId, already }: AlreadyReportedProps) {
  return already.map((one) => <OneReported key={one.solutionId} teamId={teamId} one={one} />);
}

function OneReported({ teamId, one }: { teamId: string; one: CheckInOutcome["already"][number] }) {
  const { text } = useSession();
  const words = text.myWeek;
  const [state, setState] = useState<"asked" | "open" | "same" | "sent">("asked");
  const what = one.consequence ?? (one.detail === null ? words.troubled : text.vocabulary.detail[one.detail]);
  return (
    <section className="notice" aria-label={words.alreadyLabel(one.name)}>
      {state !== "sent" && <p>{words.already(capital(one.name), what, state === "asked")}</p>}
      {state === "asked" && (
        <div className="form-buttons">
          <Button onClick={() => setState("same")}>{words.nothingNew}</Button>
          <Button onClick={() => setState("open")}>{words.somethingNew}</Button>
        </div>
      )}
      {state === "open" && (
        <Suspense>
          <NewReportForm
            about={{ teamId, solutionId: one.solutionId }}
            onDone={() => setState("sent")}
            onCancel={() => setState("asked")}
          />
        </Suspense>
      )}
      <p role="status">{state === "sent" ? text.barriers.report.saved : ""}</p>
    </section>
  );
}
