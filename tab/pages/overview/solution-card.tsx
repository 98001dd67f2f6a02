import { Button } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { lazy, useState } from "react";
import type { BenefitItem, SolutionCardAnswer } from "../../../bot/api/contract.ts";
import { benefitSides } from "../../../bot/domain/vocabulary.ts";
import { Link } from "../../components/link.tsx";
import { Side } from "../../components/side.tsx";
import { ErrorState } from "../../components/states.tsx";
import { dateFormat, writtenDate } from "../../dates.ts";
import { useSession } from "../../session.ts";
import { capital } from "../barriers/words.ts";
import { solutionPath } from "./paths.ts";
import { cardText } from "./solution-card-text.ts";

const CardForm = lazy(async () => ({ default: (await import("./solution-card-form.tsx")).CardForm }));

/** What the solution is for and what it asks, with the way to write it for whoever may. */
export function SolutionCard({ solutionId, name }: { solutionId: string; name: string }) {
  const { api, text } = useSession();
  const words = cardText(text);
  const [isOpen, setOpen] = useState(false);
  const known = useQuery({
    queryKey: ["solutionCard", solutionId],
    queryFn: ({ signal }) =>
      api.get<SolutionCardAnswer>(`/api/solution-cards/${encodeURIComponent(solutionId)}`, signal),
  });
  if (known.isError) return <ErrorState error={known.error} onRetry={() => void known.refetch()} />;
  if (known.data === undefined) return null;
  const { card, mayWrite, mayDelete } = known.data;
  const isNew = card === null;
  const title = (isNew ? words.writeOf : words.changeOf)(capital(name));
  return (
    <section className="section" aria-labelledby="solution-card-title">
      <h2 id="solution-card-title">{words.title}</h2>
      <p className="section-intro">{isNew ? words.none : words.intro}</p>
      <Hints answer={known.data} />
      {card !== null && <CardWords answer={known.data} card={card} />}
      {(mayWrite || mayDelete) && (
        <p className="form-buttons no-print">
          <Button aria-label={title} onClick={() => setOpen(true)}>
            {isNew ? words.write : words.change}
          </Button>
        </p>
      )}
      <Side title={title} isOpen={isOpen} onClose={() => setOpen(false)}>
        <CardForm solutionId={solutionId} answer={known.data} onDone={() => setOpen(false)} />
      </Side>
    </section>
  );
}

/** What may be worth a look: another solution to the same task, and use that hangs on few. */
function Hints({ answer: { sameTask, hangsOnFew } }: { answer: SolutionCardAnswer }) {
  const words = cardText(useSession().text);
  const links = sameTask.map(({ id, name }, index) => (
    <span key={id}>
      {index > 0 && ", "}
      <Link to={solutionPath(id)}>{capital(name)}</Link>
    </span>
  ));
  const [before = "", after = ""] = words.sameTask("\n").split("\n");
  return (
    <>
      {sameTask.length > 0 && (
        <p className="notice">
          {before}
          {links}
          {after}
        </p>
      )}
      {hangsOnFew && <p className="notice">{words.hangsOnFew}</p>}
    </>
  );
}

interface CardWordsProps {
  answer: SolutionCardAnswer;
  card: NonNullable<SolutionCardAnswer["card"]>;
}

function CardWords({ answer: { road, replaces }, card }: CardWordsProps) {
  const { text } = useSession();
  const words = cardText(text);
  const { replacesUntil } = card;
  const old =
    replaces !== null && replacesUntil !== null
      ? words.until(replaces, writtenDate(replacesUntil, text.locale))
      : replaces;
  return (
    <div className="stack">
      <Lines
        lines={[
          [words.task, card.task],
          [words.goodFor, card.goodFor],
          [words.requestedBy, card.requestedBy],
        ]}
      />
      <div className="halves">
        <div className="stack">
          <h3>{words.benefits}</h3>
          {Object.keys(card.benefits).length === 0 && <p>{words.noBenefits}</p>}
          {benefitSides.map((side) => {
            const benefit = card.benefits[side];
            return benefit !== undefined && <BenefitWords key={side} title={words.sides[side]} benefit={benefit} />;
          })}
        </div>
        <div className="stack">
          <h3>{words.drawbacks}</h3>
          <p className="as-written">{card.drawbacks ?? words.noDrawbacks}</p>
        </div>
      </div>
      <Lines
        lines={[
          [words.workflow, card.workflow],
          [words.road, words.roads[road]],
          [words.replaces, old],
          [words.helper, card.helper],
        ]}
      />
      <p className="caption">{words.by(card.by, dateFormat(text.locale).format(new Date(card.at)))}</p>
    </div>
  );
}

function BenefitWords({ title, benefit }: { title: string; benefit: BenefitItem }) {
  const { text } = useSession();
  const words = cardText(text);
  return (
    <div className="boxed">
      <h4>{title}</h4>
      {benefit.what !== null && <p className="as-written">{benefit.what}</p>}
      <Lines
        lines={[
          [words.owner, benefit.owner],
          [words.zero, benefit.zero],
          [words.target, benefit.target],
          [words.method, benefit.method],
          [words.on, benefit.on === null ? null : writtenDate(benefit.on, text.locale)],
        ]}
      />
    </div>
  );
}

/** What is written, each beside what it is; nothing of what is not. */
function Lines({ lines }: { lines: readonly (readonly [string, string | null])[] }) {
  const written = lines.filter(([, words]) => words !== null);
  if (written.length === 0) return null;
  return (
    <dl className="criteria">
      {written.map(([label, words]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}
