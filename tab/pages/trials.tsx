import { Button } from "@fluentui/react-components";
import { lazy, useState } from "react";
import { PrintedOn } from "../components/printed-on.tsx";
import { Side } from "../components/side.tsx";
import { ErrorState, Loading, Message } from "../components/states.tsx";
import { useMe, useSession } from "../session.ts";
import { Library } from "./trials/library.tsx";
import { RunningTrial } from "./trials/running-trial.tsx";
import { useTrials } from "./trials/use-trials.ts";
import { trialWords } from "./trials/words.ts";
import "../styles/pages.css";

const StartTrialForm = lazy(async () => ({ default: (await import("./trials/start-trial-form.tsx")).StartTrialForm }));

/** What is being tried, and what was learned. */
export function Trials() {
  const { text } = useSession();
  const me = useMe();
  const words = trialWords(text);
  const running = useTrials("running");
  const [isStarting, setStarting] = useState(false);
  const mayStart = me.roles.some(({ role }) => role === "navigator");
  return (
    <article className="trials">
      <header className="page-header">
        <div>
          <h1>{text.pages.trials}</h1>
          <p className="page-subtitle">{words.intro}</p>
          <PrintedOn />
        </div>
        {mayStart && (
          <Button appearance="primary" onClick={() => setStarting(true)}>
            {words.start}
          </Button>
        )}
      </header>
      <Side title={words.form.title} isOpen={isStarting} onClose={() => setStarting(false)}>
        <StartTrialForm onDone={() => setStarting(false)} onCancel={() => setStarting(false)} />
      </Side>
      <section aria-labelledby="running">
        <h2 id="running">{words.running}</h2>
        {running.isPending && <Loading />}
        {running.isError && running.data === undefined && (
          <ErrorState error={running.error} onRetry={() => void running.refetch()} />
        )}
        {running.data?.length === 0 && (
          <Message title={words.runningEmpty} body={mayStart ? words.runningEmptyBody : ""} />
        )}
        {running.data !== undefined && running.data.length > 0 && (
          <ul className="columns lined">
            {running.data.map((trial) => (
              <RunningTrial key={trial.id} trial={trial} />
            ))}
          </ul>
        )}
      </section>
      <Library />
    </article>
  );
}
