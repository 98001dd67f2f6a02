import { Button } from "@fluentui/react-components";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { NewRun, SourcesAnswer } from "../../../bot/api/contract.ts";
import { ErrorState } from "../../components/states.tsx";
import { useSession } from "../../session.ts";
import { ChooseSources } from "./choose-sources.tsx";
import { JoinedByHand, SourcesFindings } from "./sources-findings.tsx";
import { Owners } from "./sources-owners.tsx";
import { SourcesWaiting } from "./sources-waiting.tsx";
import { useOperationsText, useWhen } from "./words.ts";

/** Where the organisation comes from by itself: the last run, what waits for a yes, what does not fit, and what is chosen. */
export function SourcesSection() {
  const { api } = useSession();
  const words = useOperationsText().sources;
  const queries = useQueryClient();
  const found = useQuery({
    queryKey: ["sources"],
    queryFn: ({ signal }) => api.get<SourcesAnswer>("/api/admin/sources", signal),
  });
  const run = useMutation({
    mutationFn: (agreed: NewRun) => api.send<SourcesAnswer>("POST", "/api/admin/sources/run", agreed),
    onSuccess: (answer) => {
      void queries.invalidateQueries();
      queries.setQueryData(["sources"], answer);
    },
  });
  if (found.data === undefined || found.data.sources.length === 0) return null;
  const { data } = found;
  return (
    <section className="section" aria-labelledby="sources-title">
      <h2 id="sources-title">{words.title}</h2>
      <p className="section-intro">{words.intro}</p>
      <div className="stack">
        <LastRun answer={data} />
        <div className="form-buttons">
          <Button disabledFocusable={run.isPending} onClick={() => run.isPending || run.mutate({})}>
            {run.isPending ? words.running : words.runNow}
          </Button>
        </div>
        {run.isError && <ErrorState error={run.error} onRetry={() => run.mutate({})} />}
        {data.run?.outcome === "waiting" && (
          <SourcesWaiting
            key={data.run.at}
            run={data.run}
            isBusy={run.isPending}
            onAgree={(agreed) => run.mutate(agreed)}
          />
        )}
        {data.run !== null && <SourcesFindings answer={data} run={data.run} />}
        <Choosing answer={data} />
        <JoinedByHand answer={data} />
        <Owners answer={data} />
      </div>
    </section>
  );
}

function LastRun({ answer: { sources, hour, run, isBusy } }: { answer: SourcesAnswer }) {
  const words = useOperationsText().sources;
  const when = useWhen();
  const names = sources.map((source) => words.sources[source]).join(", ");
  const trouble = run?.trouble;
  return (
    <div className="stack narrow" role="status">
      <p>
        {names}. {words.nightly(hour)} {run === null ? words.never : words.lastRun(when(run.at))}
      </p>
      {isBusy && <p>{words.busy}</p>}
      {run !== null && (
        <p className={run.outcome === "failed" || run.outcome === "refused" ? "notice notice-error" : "notice"}>
          {words.outcomes[run.outcome]}
          {trouble && ` ${words.sources[trouble.source]}: ${words.troubles[trouble.code]}`}
          {run.failedNights > 1 && ` ${words.failedNights(run.failedNights)}`}
        </p>
      )}
    </div>
  );
}

/** Open until somebody has chosen. */
function Choosing({ answer }: { answer: SourcesAnswer }) {
  const words = useOperationsText().sources;
  const isOpenFirst = answer.choice.teams === null && answer.choice.solutions === null;
  const [isOpen, setOpen] = useState(isOpenFirst);
  if (answer.units.length === 0 && answer.systems.length === 0) return null;
  if (isOpen) return <ChooseSources answer={answer} />;
  return (
    <div className="form-buttons">
      <Button onClick={() => setOpen(true)}>{words.chooseAgain}</Button>
    </div>
  );
}
