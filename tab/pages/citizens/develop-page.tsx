import { Button } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { CriteriaAnswer, CriteriaItem } from "../../../bot/api/contract.ts";
import { Side } from "../../components/side.tsx";
import { ErrorState, Loading } from "../../components/states.tsx";
import { ToCase } from "../../components/to-case.tsx";
import { dateFormat } from "../../dates.ts";
import { useSession } from "../../session.ts";
import { capital } from "../barriers/words.ts";
import { CriteriaForm } from "./criteria-form.tsx";
import { CriteriaWords, Principles } from "./criteria-words.tsx";
import { citizenSteps } from "./steps-text.ts";

/** Everything that is agreed, and where the reader may write. */
export function useCriteria() {
  const { api } = useSession();
  return useQuery({
    queryKey: ["criteria"],
    queryFn: ({ signal }) => api.get<CriteriaAnswer>("/api/criteria", signal),
  });
}

/** *Udvikle*: what is agreed for each solution, written by navigators and managers. */
export function DevelopPage() {
  const { text } = useSession();
  const words = citizenSteps(text).criteria;
  const criteria = useCriteria();
  const [isAdding, setAdding] = useState(false);
  if (criteria.isPending) return <Loading />;
  if (criteria.isError) return <ErrorState error={criteria.error} onRetry={() => void criteria.refetch()} />;
  const { items, writable } = criteria.data;
  const close = () => setAdding(false);
  return (
    <section className="section" aria-labelledby="criteria-title">
      <h2 id="criteria-title">{words.title}</h2>
      <p className="section-intro">{words.intro}</p>
      {writable.length > 0 && (
        <p className="section-intro">
          <Button appearance="primary" onClick={() => setAdding(true)}>
            {words.add}
          </Button>
        </p>
      )}
      <Side title={words.add} isOpen={isAdding} onClose={close}>
        <CriteriaForm answer={criteria.data} onDone={close} />
      </Side>
      {items.length === 0 && <p className="quiet">{words.none}</p>}
      {items.length > 0 && <CriteriaItems items={items} answer={criteria.data} />}
    </section>
  );
}

/** By solution, the whole municipality before its areas. */
export function CriteriaItems({ items, answer }: { items: CriteriaItem[]; answer: CriteriaAnswer }) {
  const sorted = items.toSorted(
    (a, b) => a.solutionName.localeCompare(b.solutionName, "da") || (a.area < b.area ? -1 : 1),
  );
  return (
    <ul className="stack is-loose">
      {sorted.map((one) => (
        <Item key={`${one.solutionId} ${one.area}`} criteria={one} answer={answer} />
      ))}
    </ul>
  );
}

function Item({ criteria, answer }: { criteria: CriteriaItem; answer: CriteriaAnswer }) {
  const { text } = useSession();
  const words = citizenSteps(text).criteria;
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  const mayWrite = answer.writable.some(({ id }) => id === criteria.area);
  const title = words.changeOf(criteria.solutionName, criteria.areaName);
  const date = dateFormat(text.locale);
  return (
    <li className="boxed">
      <h3>
        {capital(criteria.solutionName)} <span className="quiet">{criteria.areaName}</span>
      </h3>
      <CriteriaWords criteria={criteria} />
      <Principles done={criteria.principles} />
      <p className="caption">{words.by(criteria.by, date.format(new Date(criteria.at)))}</p>
      {criteria.earlier.length > 0 && (
        <details>
          <summary>{words.history(criteria.earlier.length)}</summary>
          {criteria.earlier.map((version) => (
            <div key={version.at} className="section">
              <CriteriaWords criteria={version} />
              <p className="caption">{words.by(version.by, date.format(new Date(version.at)))}</p>
            </div>
          ))}
        </details>
      )}
      <ToCase
        kind="criteria"
        id={`${criteria.solutionId}:${criteria.area}`}
        of={`${criteria.solutionName}, ${criteria.areaName}`}
      />
      {mayWrite && (
        <Button aria-label={title} onClick={() => setOpen(true)}>
          {words.change}
        </Button>
      )}
      <Side title={title} isOpen={isOpen} onClose={close}>
        <CriteriaForm answer={answer} criteria={criteria} onDone={close} />
      </Side>
    </li>
  );
}
