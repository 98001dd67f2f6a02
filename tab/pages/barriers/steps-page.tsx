import { Button } from "@fluentui/react-components";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, useState } from "react";
import type { SmallStepChange, SmallStepItem, SmallStepsAnswer } from "../../../bot/api/contract.ts";
import { Failure } from "../../components/failure.tsx";
import { PageTop } from "../../components/page-top.tsx";
import { useSay } from "../../components/say.tsx";
import { Side } from "../../components/side.tsx";
import { ErrorState, Loading, Message } from "../../components/states.tsx";
import { weekNumber } from "../../dates.ts";
import { useMe, useSession } from "../../session.ts";
import { smallSteps } from "./board-words.ts";
import { lastBoard } from "./last-board.ts";
import { capital, shortDate } from "./words.ts";

const StepForm = lazy(async () => ({ default: (await import("./step-form.tsx")).StepForm }));

export const stepsKey = ["small-steps"];

/** *Små trin i god tid*: what navigators have sent to the week's cards, and which teams have done it. */
export function StepsPage() {
  const { api, text } = useSession();
  const words = smallSteps(text);
  const [isMaking, setMaking] = useState(false);
  const answer = useQuery({
    queryKey: stepsKey,
    queryFn: ({ signal }) => api.get<SmallStepsAnswer>("/api/small-steps", signal),
  });
  if (answer.isError && answer.data === undefined) {
    return <ErrorState isPage error={answer.error} onRetry={() => void answer.refetch()} />;
  }
  if (answer.data === undefined) return <Loading />;
  const { items } = answer.data;
  return (
    <article className="steps weekly">
      <PageTop back={{ to: `/barriers${lastBoard.search}`, label: words.back }} words={words}>
        <Button appearance="primary" onClick={() => setMaking(true)}>
          {words.make}
        </Button>
      </PageTop>
      <Side title={words.make} isOpen={isMaking} onClose={() => setMaking(false)}>
        <StepForm choices={answer.data} onDone={() => setMaking(false)} />
      </Side>
      {items.length === 0 && <Message title={words.none} body={words.noneBody} />}
      <ul className="lined">
        {items.map((item) => (
          <li key={item.id}>
            <Sent item={item} />
          </li>
        ))}
      </ul>
    </article>
  );
}

function Sent({ item }: { item: SmallStepItem }) {
  const { text } = useSession();
  const words = smallSteps(text);
  const { today } = useMe();
  const { kind, solutionName, places, teams, week, monday, isOver } = item;
  const done = teams.filter(({ doneAt }) => doneAt !== null);
  const left = teams.filter(({ doneAt }) => doneAt === null);
  const list = new Intl.ListFormat(text.locale);
  return (
    <section className="stack">
      <h2 className="small">{capital(solutionName)}</h2>
      <p className="words">{item.text}</p>
      <p className="quiet">
        {words.week(weekNumber(week), shortDate(text.locale)(monday))}
        {isOver && ` · ${words.over}`} · {words.sentTo(list.format(places))} · {words.by(item.by.name)}
      </p>
      {kind === "news" || monday > today ? (
        <p>{words.reaches(teams.length)}</p>
      ) : (
        <details>
          <summary>{words.doneOf(done.length, teams.length)}</summary>
          <Names title={words.doneTitle} teams={done} />
          <Names title={words.leftTitle} teams={left} />
        </details>
      )}
      {item.mayTakeBack && <TakeBack item={item} />}
    </section>
  );
}

function Names({ title, teams }: { title: string; teams: SmallStepItem["teams"] }) {
  if (teams.length === 0) return null;
  return (
    <>
      <h3 className="small">{title}</h3>
      <ul className="columns">
        {teams.map(({ id, name }) => (
          <li key={id}>{name}</li>
        ))}
      </ul>
    </>
  );
}

/** Asks once more: the words go for good. */
function TakeBack({ item: { id, text: what } }: { item: SmallStepItem }) {
  const { api, text } = useSession();
  const queries = useQueryClient();
  const say = useSay();
  const words = smallSteps(text);
  const [isAsking, setAsking] = useState(false);
  const takeBack = useMutation({
    mutationFn: (body: SmallStepChange) => api.send<SmallStepsAnswer>("PATCH", `/api/small-steps/${id}`, body),
    onSuccess: (answer) => {
      queries.setQueryData(stepsKey, answer);
      say({ words: words.takenBack });
    },
  });
  return (
    <div className="row">
      {isAsking && <p role="status">{words.sure}</p>}
      <Button
        size="small"
        aria-label={words.takeBackLabel(what)}
        disabled={takeBack.isPending}
        {...(!isAsking && { appearance: "subtle" })}
        onClick={() => (isAsking ? takeBack.mutate({ action: "takeBack" }) : setAsking(true))}
      >
        {words.takeBack}
      </Button>
      {isAsking && (
        <Button size="small" appearance="subtle" onClick={() => setAsking(false)}>
          {text.barriers.form.cancel}
        </Button>
      )}
      <Failure error={takeBack.error} />
    </div>
  );
}
