import { Button } from "@fluentui/react-components";
import { lazy, Suspense, useState } from "react";
import type { TrialItem } from "../../../bot/api/contract.ts";
import { Failure } from "../../components/failure.tsx";
import { Link } from "../../components/link.tsx";
import { Side } from "../../components/side.tsx";
import { weekNumber } from "../../dates.ts";
import { useMe, useSession } from "../../session.ts";
import { useChoices } from "../barriers/use-choices.ts";
import { capital, daysBetween, shortDate } from "../barriers/words.ts";
import { Ethics } from "./ethics.tsx";
import { trialTitle } from "./title.ts";
import { RewriteTrial, TrialChanges, TrialWords } from "./trial-text.tsx";
import { useLinked } from "./use-linked.ts";
import { useChangeTrial } from "./use-trials.ts";
import { trialWords } from "./words.ts";

const AskBeside = lazy(async () => ({ default: (await import("../advice/ask-adviser.tsx")).AskBeside }));
const ChangeForm = lazy(async () => ({ default: (await import("./change-form.tsx")).ChangeForm }));
const FinishForm = lazy(async () => ({ default: (await import("./finish-form.tsx")).FinishForm }));

/** A trial under way: what, who, how long still, and how it goes. */
export function RunningTrial({ trial }: { trial: TrialItem }) {
  const { text } = useSession();
  const [open, setOpen] = useState<"finish" | "change" | "cancel" | null>(null);
  const close = () => setOpen(null);
  const linked = useLinked(trial.id);
  const words = trialWords(text);
  const title = trialTitle(trial, text);
  const mayAsk = useMe().roles.some(({ role }) => role === "navigator");
  return (
    <li className="trial">
      <div className="row apart">
        <h3 {...linked}>{title}</h3>
        <TimeLeft trial={trial} />
      </div>
      <TrialFacts trial={trial} />
      <TrialWords trial={trial} of="hope" title={words.hope} />
      <Ethics trial={trial} />
      <TrialChanges trial={trial} />
      <Progress trial={trial} />
      {trial.mayChange && (
        <div className="form-buttons">
          <Button aria-label={`${words.finish}: ${title}`} onClick={() => setOpen("finish")}>
            {words.finish}
          </Button>
          <Button appearance="subtle" aria-label={`${words.change}: ${title}`} onClick={() => setOpen("change")}>
            {words.change}
          </Button>
          <Cancel trial={trial} isAsked={open === "cancel"} onAsk={() => setOpen("cancel")} />
          {mayAsk && (
            <Suspense>
              <AskBeside about="trial" id={trial.id} name={title} />
            </Suspense>
          )}
        </div>
      )}
      <RewriteTrial trial={trial} />
      <Side title={`${words.change}: ${title}`} isOpen={open === "change"} onClose={close}>
        <ChangeForm trial={trial} onDone={close} />
      </Side>
      <Side title={`${words.finish}: ${title}`} isOpen={open === "finish"} onClose={close}>
        <FinishForm trial={trial} onDone={close} onCancel={close} />
      </Side>
    </li>
  );
}

function TimeLeft({ trial: { from, to } }: { trial: TrialItem }) {
  const { text } = useSession();
  const { today } = useMe();
  if (from === null || to === null) return null;
  if (to < today) return <p className="caption strong accent">{trialWords(text).overdue}</p>;
  const words =
    from > today
      ? trialWords(text).beginsIn(daysBetween(today, from))
      : trialWords(text).daysLeft(daysBetween(today, to));
  return <p className="caption">{words}</p>;
}

/** Who takes part, with which solution, when, and where it began. */
export function TrialFacts({ trial }: { trial: TrialItem }) {
  const { text } = useSession();
  const words = trialWords(text);
  const date = shortDate(text.locale);
  const solution = useChoices().data?.solutions.find(({ id }) => id === trial.solutionId);
  const parts = [
    trial.teams.map(({ name }) => name).join(", "),
    capital(solution?.name ?? ""),
    trial.from === null || trial.to === null
      ? words.weeks(trial.weeks)
      : words.fromTo(date(trial.from), date(trial.to)),
    trial.citizenReason === null ? "" : words.fromCitizen(text.vocabulary.citizenReason[trial.citizenReason]),
  ];
  return (
    <p className="caption">
      {parts.filter((part) => part !== "").join(" · ")}
      {trial.barrierId !== null && (
        <>
          {" · "}
          <Link to={`/barriers/${encodeURIComponent(trial.barrierId)}`}>{words.fromBarrier}</Link>
        </>
      )}
    </p>
  );
}

/** What the teams have said week by week in their check-ins. */
function Progress({ trial: { progress, teams } }: { trial: TrialItem }) {
  const { text } = useSession();
  const words = trialWords(text);
  if (progress.length === 0) return null;
  const nameOf = (teamId: string) => teams.find(({ id }) => id === teamId)?.name ?? "";
  return (
    <ul className="row words" aria-label={words.progress}>
      {progress.map(({ week, teamId, going }) => (
        <li key={`${week} ${teamId}`} className={`pill ${going === "yes" ? "accent" : ""}`}>
          {words.inWeek(weekNumber(week), words.going[going])}
          {teams.length > 1 && <span className="quiet"> {nameOf(teamId)}</span>}
        </li>
      ))}
    </ul>
  );
}

/** Breaking off asks once more: it cannot be undone. */
function Cancel({ trial, isAsked, onAsk }: { trial: TrialItem; isAsked: boolean; onAsk: () => void }) {
  const { text } = useSession();
  const cancel = useChangeTrial(trial.id);
  const words = trialWords(text);
  return (
    <>
      {isAsked ? (
        <Button onClick={() => cancel.mutate([{ action: "cancel" }])}>{words.cancelConfirm}</Button>
      ) : (
        <Button appearance="subtle" aria-label={`${words.cancel}: ${trialTitle(trial, text)}`} onClick={onAsk}>
          {words.cancel}
        </Button>
      )}
      <Failure error={cancel.error} />
    </>
  );
}
