import { Input } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useEffect, useState } from "react";
import type { DecisionItem, DecisionsAnswer } from "../../../bot/api/contract.ts";
import { decisionStates } from "../../../bot/domain/vocabulary.ts";
import { AccessExtract } from "../../components/access-extract.tsx";
import { Choose, named } from "../../components/choose.tsx";
import { ExportButtons } from "../../components/export-buttons.tsx";
import { Link } from "../../components/link.tsx";
import { PageTop } from "../../components/page-top.tsx";
import { ErrorState, Loading } from "../../components/states.tsx";
import { ToCase } from "../../components/to-case.tsx";
import { dateFormat } from "../../dates.ts";
import { useMe, useSession } from "../../session.ts";
import { DecisionAnswers } from "./decision-answers.tsx";
import { lastOverview } from "./last-overview.ts";
import { barrierPath } from "./paths.ts";
import { useAdoption } from "./use-adoption.ts";

const mostShown = 500;

/** The log of decisions: searched, narrowed down and taken along. */
export function DecisionsPage() {
  const { api, text } = useSession();
  const words = text.decisions;
  const isManager = useMe().roles.some(({ role }) => role === "manager");
  const [q, setQ] = useState("");
  const [area, setArea] = useState("");
  const [solution, setSolution] = useState("");
  const [state, setState] = useState("");
  const known = useAdoption(null, 12).data;
  const given = Object.entries({ q: useDeferredValue(q.trim()), area, solution, state }).filter(
    ([, value]) => value !== "",
  );
  const search = new URLSearchParams(given);
  const answer = useQuery({
    queryKey: ["decisions", search.toString()],
    queryFn: ({ signal }) => api.get<DecisionsAnswer>(`/api/decisions?limit=${mostShown}&${search}`, signal),
    placeholderData: (before) => before,
  });
  useEffect(() => {
    document.title = `${words.title} – ${text.shell.titleSuffix}`;
  }, [words, text]);
  return (
    <article className="overview weekly">
      <PageTop back={{ to: `/overview${lastOverview.search}`, label: words.back }} words={words} />
      <div className="row">
        <div className="control">
          <label htmlFor="decisions-search">{words.search}</label>
          <Input id="decisions-search" type="search" value={q} onChange={(_, { value }) => setQ(value)} />
        </div>
        <Choose
          isSmall
          label={words.area}
          empty={words.allAreas}
          options={known?.areas ?? []}
          value={area}
          onChange={setArea}
        />
        <Choose
          isSmall
          label={words.solution}
          empty={words.allSolutions}
          options={known?.solutions ?? []}
          value={solution}
          onChange={setSolution}
        />
        <Choose
          isSmall
          label={words.state}
          empty={words.allStates}
          options={named(decisionStates, words.states)}
          value={state}
          onChange={setState}
        />
      </div>
      {answer.isPending && <Loading />}
      {answer.isError && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.data && (
        <>
          <p role="status" className="quiet">
            {answer.data.items.length > 0
              ? words.found(answer.data.items.length)
              : given.length === 0
                ? words.none
                : words.noMatch}
          </p>
          <ul className="stack is-loose">
            {answer.data.items.map((decision) => (
              <Decision key={decision.id} decision={decision} />
            ))}
          </ul>
          <ExportButtons what="decisions" search={search} />
          {isManager && <AccessExtract />}
        </>
      )}
    </article>
  );
}

function Decision({ decision }: { decision: DecisionItem }) {
  const { text } = useSession();
  const words = text.decisions;
  const { kind, scopeName, solutionName, due, doer, by, as, told, about, state } = decision;
  const date = (value: string) => dateFormat(text.locale).format(new Date(value));
  const dueWords = (of: typeof kind) => {
    if (of === "exception" || of === "closing") return words.dueOf[of];
    return of === "waiting" ? words.dueWaiting : words.due;
  };
  const role = as === null ? null : words.role(as.area, as.isStandIn);
  const facts = [
    `${date(decision.createdAt)}, ${words.by(by.name, role)}`,
    doer === null ? null : words.doer(doer.name),
    due === null ? null : dueWords(kind)(date(due)),
    told.length === 0 ? null : words.told(told.join(", "), decision.toldMore),
  ];
  return (
    <li className="boxed">
      <h2 className="small">
        {words.kinds[kind]}
        {decision.share !== undefined && `: ${words.warning.percent(decision.share)}`}{" "}
        <span className="pill">{words.states[state]}</span>
      </h2>
      <p className="strong capital">{[scopeName, solutionName].filter((part) => part !== null).join(" · ")}</p>
      {decision.text !== null && <p className="words">{decision.text}</p>}
      {decision.isTextDeleted && <p className="quiet">{words.textDeleted}</p>}
      <p className="caption">{facts.filter((fact) => fact !== null).join(" · ")}</p>
      {about.kind === "barrier" && (
        <p className="caption">
          <Link to={barrierPath(about.id)}>{words.barrier}</Link>
        </p>
      )}
      <ToCase kind="decision" id={decision.id} of={`${words.kinds[kind]}, ${scopeName}`} />
      <DecisionAnswers decision={decision} />
    </li>
  );
}
