import type { ReactNode } from "react";
import type { QuarterAnswer, QuarterDecisionItem } from "../../../bot/api/contract.ts";
import { mostOnPage } from "../../../bot/domain/quarter/limits.ts";
import { citizenAlternativeGroupIds, citizenReasonGroupIds } from "../../../bot/domain/vocabulary.ts";
import { Link } from "../../components/link.tsx";
import { dateFormat } from "../../dates.ts";
import { useSession } from "../../session.ts";
import { capital } from "../barriers/words.ts";
import { periodName, quarterText } from "./words.ts";

/** What was warned of, decided and learned, and what comes next: each as short as two sheets of paper ask for. */
export function QuarterLists({ page }: { page: QuarterAnswer }) {
  return (
    <div className="quarter-lists">
      <Bought page={page} />
      <Warnings page={page} />
      <Decided page={page} of="decisions" />
      <Decided page={page} of="next" />
      <Learnings page={page} />
      <Citizens page={page} />
    </div>
  );
}

interface PartProps {
  page: QuarterAnswer;
}

function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section className="section" aria-labelledby={`quarter-${id}`}>
      <h2 id={`quarter-${id}`}>{title}</h2>
      {children}
    </section>
  );
}

function nameOf({ solutions }: QuarterAnswer, solutionId: string | null): string | null {
  if (solutionId === null) return null;
  return capital(solutions.find((one) => one.solutionId === solutionId)?.name ?? solutionId);
}

function Bought({ page }: PartProps) {
  const { bought } = quarterText(useSession().text);
  const found = page.warnings.filter(({ rule }) => rule === "whiteElephant");
  const users = (solutionId: string) => {
    const expected = page.solutions.find((one) => one.solutionId === solutionId)?.expected ?? null;
    if (expected === null) return "";
    const { from, to } = expected;
    return ` ${bought.expected(to === null ? bought.atLeast(from) : from === to ? String(from) : bought.between(from, to))}`;
  };
  return (
    <Part id="bought" title={bought.title}>
      {found.length === 0 && <p className="quiet">{bought.none}</p>}
      <ul className="lined">
        {found.map(({ id, solutionId, sentence }) => (
          <li key={id}>
            <span className="strong">{nameOf(page, solutionId)}.</span> {sentence}
            {users(solutionId)}
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Warnings({ page }: PartProps) {
  const { text } = useSession();
  const { warnings, warningNote } = quarterText(text);
  const found = page.warnings.filter(({ rule }) => rule !== "whiteElephant");
  const more = found.length - mostOnPage.warnings;
  return (
    <Part id="warnings" title={warnings.title}>
      {found.length === 0 && <p className="quiet">{warnings.none}</p>}
      <ul className="lined">
        {found.slice(0, mostOnPage.warnings).map(({ id, rule, solutionId, sentence }) => (
          <li key={id}>
            <span className="strong">{nameOf(page, solutionId)}.</span> {text.attention.kinds[rule]}: {sentence}
          </li>
        ))}
      </ul>
      {more > 0 && <p className="quiet">{warnings.more(more)}</p>}
      {found.length > 0 && <p className="quiet">{warningNote}</p>}
    </Part>
  );
}

function Decided({ page, of }: PartProps & { of: "decisions" | "next" }) {
  const words = quarterText(useSession().text);
  const all = page[of];
  const more = all.length - mostOnPage[of];
  return (
    <Part id={of} title={words[of].title}>
      {all.length === 0 && <p className="quiet">{words[of].none}</p>}
      <ul className="lined">
        {all.slice(0, mostOnPage[of]).map((one) => (
          <Decision key={one.id} page={page} decision={one} hasWords={of === "decisions"} />
        ))}
      </ul>
      {more > 0 && (
        <p className="quiet">
          <Link to="/overview/decisions">{words.decisions.more(more)}</Link>
        </p>
      )}
    </Part>
  );
}

/** So much of what somebody wrote stands here; the rest is in the log. */
const mostChars = 160;

function Decision({ page, decision, hasWords }: PartProps & { decision: QuarterDecisionItem; hasWords: boolean }) {
  const { text } = useSession();
  const words = quarterText(text);
  const { kind, share, placeName, solutionId, on, due, state, text: written, isGone, by, doer } = decision;
  const date = (value: string) => dateFormat(text.locale).format(new Date(`${value}T12:00:00Z`));
  const target = share === undefined ? "" : `: ${text.decisions.warning.percent(share)}`;
  const facts = [
    [nameOf(page, solutionId), placeName].filter((part) => part !== null).join(", "),
    hasWords ? date(on) : null,
    doer ?? by,
    due === null ? null : words.next.due(date(due)),
  ];
  return (
    <li>
      <span className="strong">
        {text.decisions.kinds[kind]}
        {target}.
      </span>{" "}
      {hasWords && <span className="pill">{text.decisions.states[state]}</span>}{" "}
      {hasWords && written !== null && <span className="words">{shortened(written)} </span>}
      {hasWords && written === null && isGone && <span className="quiet">{words.decisions.gone}. </span>}
      <span className="caption">{facts.filter((fact) => fact !== null).join(" · ")}</span>
    </li>
  );
}

function shortened(written: string): string {
  return written.length <= mostChars ? written : `${written.slice(0, mostChars).replace(/\s+\S*$/u, "")} …`;
}

function Learnings({ page }: PartProps) {
  const { learnings: words } = quarterText(useSession().text);
  const { running, finished } = page.trials;
  const more = page.learnings.length - mostOnPage.learnings;
  return (
    <Part id="learnings" title={words.title}>
      {page.learnings.length === 0 && <p className="quiet">{words.none}</p>}
      <ul className="lined">
        {page.learnings.slice(0, mostOnPage.learnings).map(({ solutionName, what, learned }) => (
          <li key={`${what} ${learned}`}>
            <span className="strong">{shortened(what)}</span> {shortened(learned)}
            {solutionName !== null && <span className="caption"> {capital(solutionName)}</span>}
          </li>
        ))}
      </ul>
      {more > 0 && (
        <p className="quiet">
          <Link to="/trials">{words.more(more)}</Link>
        </p>
      )}
      {running + finished > 0 && <p className="quiet">{words.trials(running, finished)}</p>}
    </Part>
  );
}

function Citizens({ page }: PartProps) {
  const { text } = useSession();
  const { citizens: words } = quarterText(text);
  const { citizenReasonGroup, citizenAlternativeGroup } = text.vocabulary;
  const { published } = page;
  if (published === null) {
    return (
      <Part id="citizens" title={words.title}>
        <p className="quiet">{words.none}</p>
      </Part>
    );
  }
  const known = (all: [string, number | null | undefined][]) =>
    all.flatMap(([name, count]) => (count == null ? [] : [`${name} (${count})`]));
  const reasons = known(citizenReasonGroupIds.map((id) => [citizenReasonGroup[id], published.reasons[id]]));
  const instead = known(citizenAlternativeGroupIds.map((id) => [citizenAlternativeGroup[id], published.instead[id]]));
  const all = citizenReasonGroupIds.length + citizenAlternativeGroupIds.length;
  const shown = reasons.length + instead.length;
  const isPartHidden = shown > 0 && shown < all;
  return (
    <Part id="citizens" title={words.title}>
      <p className="quiet">{words.period(periodName(text, published.period))}</p>
      {reasons.length > 0 && (
        <p>
          <span className="strong">{words.what}:</span> {reasons.join(", ")}.
        </p>
      )}
      {instead.length > 0 && (
        <p>
          <span className="strong">{words.instead}:</span> {instead.join(", ")}.
        </p>
      )}
      {shown === 0 && <p className="quiet">{words.allHidden}</p>}
      {isPartHidden && <p className="quiet">{words.hidden}</p>}
    </Part>
  );
}
