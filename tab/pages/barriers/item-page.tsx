import { useIsMutating, useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useRef } from "react";
import type { BarrierDetailAnswer } from "../../../bot/api/contract.ts";
import { CopyLink } from "../../components/copy-link.tsx";
import { Link } from "../../components/link.tsx";
import { RewriteText } from "../../components/rewrite-text.tsx";
import { StatusPill } from "../../components/standing.tsx";
import { ErrorState, Loading } from "../../components/states.tsx";
import { useMe, useSession } from "../../session.ts";
import { rewriting } from "../trials/words.ts";
import { boardTools } from "./board-words.ts";
import { CommonOffer } from "./common-offer.tsx";
import { ItemActions } from "./item-actions.tsx";
import { lastBoard } from "./last-board.ts";
import { Similar } from "./similar.tsx";
import { rewrittenQueries, Timeline } from "./timeline.tsx";
import { barriersKey } from "./use-barriers.ts";
import { daysBetween, shortDate, titleOf } from "./words.ts";

const AskAdviser = lazy(async () => ({ default: (await import("../advice/ask-adviser.tsx")).AskAdviser }));
const pollMs = 5_000;

/** One thing that is in the way: what it is, what is done about it, and everything that happened. */
export function ItemPage({ id }: { id: string }) {
  const { api } = useSession();
  const isMoving = useIsMutating({ mutationKey: [barriersKey] }) > 0;
  const answer = useQuery({
    queryKey: ["barrier", id],
    queryFn: ({ signal }) => api.get<BarrierDetailAnswer>(`/api/barriers/${encodeURIComponent(id)}`, signal),
    refetchInterval: isMoving ? false : pollMs,
    staleTime: pollMs,
  });
  if (answer.data !== undefined) return <Item barrier={answer.data} />;
  if (answer.isError) return <ErrorState isPage error={answer.error} onRetry={() => void answer.refetch()} />;
  return <Loading />;
}

function Item({ barrier }: { barrier: BarrierDetailAnswer }) {
  const { text } = useSession();
  const words = text.barriers.item;
  const heading = useRef<HTMLHeadingElement>(null);
  const title = titleOf(barrier, text);
  const mayAsk = useMe().roles.some(({ role }) => role === "navigator" || role === "manager");
  useEffect(() => {
    lastBoard.cardId = barrier.id;
    heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [barrier.id]);
  useEffect(() => {
    document.title = `${title} – ${text.shell.titleSuffix}`;
  }, [title, text]);
  return (
    <article className="item weekly">
      <p className="back">
        <BackLink />
      </p>
      <header className="page-header">
        <div>
          <h1 id="item-title" ref={heading} tabIndex={-1}>
            {title}
          </h1>
          <p className="page-subtitle">{barrier.teamName}</p>
          <Family barrier={barrier} />
        </div>
        <CopyLink path={`/detDriller/${encodeURIComponent(barrier.id)}`} />
      </header>
      <div className="halves">
        <div>
          <Everyday barrier={barrier} />
          <CommonOffer items={barrier.common} />
          <ItemActions barrier={barrier} />
          {mayAsk && (
            <Suspense>
              <AskAdviser about="barrier" id={barrier.id} name={title} />
            </Suspense>
          )}
          <section className="section">
            <h2>{words.timeline}</h2>
            <Timeline barrier={barrier} opensLinked={barrier.may.includes("seenBefore")} />
          </section>
        </div>
        <aside className="item-side stack is-loose" aria-labelledby="item-title">
          <ItemFacts barrier={barrier} />
          {barrier.citizenCaseId !== null && (
            <p>
              <Link to={`/citizens/case/${barrier.citizenCaseId}`}>{text.citizens.helpFrom}</Link>
            </p>
          )}
          <Similar barrier={barrier} />
        </aside>
      </div>
    </article>
  );
}

/** The way to those that are the same, for whoever sees them. */
function Family({ barrier: { id, sameAs, teams, may } }: { barrier: BarrierDetailAnswer }) {
  const { text } = useSession();
  if (teams < 2 || !may.includes("comment")) return null;
  return (
    <p>
      <Link to={`/barriers?same=${encodeURIComponent(sameAs ?? id)}`}>{boardTools(text).common.family(teams)}</Link>
    </p>
  );
}

/** What it means in everyday life, in the team's words. */
function Everyday({ barrier }: { barrier: BarrierDetailAnswer }) {
  const { text } = useSession();
  const words = text.barriers.item;
  const { id, consequence, events } = barrier;
  const isGone = events.findLast(({ as, of }) => as !== null && of === null)?.did === "textDeleted";
  const mayRewrite = consequence !== null && barrier.rewritable.includes("consequence");
  return (
    <RewriteText
      rewritable={mayRewrite ? { kind: "barrier", id, place: "consequence", text: consequence } : null}
      of={words.everyday}
      queries={rewrittenQueries}
    >
      {consequence === null ? (
        <p className="quiet">{isGone ? rewriting(text).gone : words.noWords}</p>
      ) : (
        <figure className="item-words">
          <figcaption className="caption">{words.everyday}</figcaption>
          <blockquote>{consequence}</blockquote>
        </figure>
      )}
    </RewriteText>
  );
}

/** To the board as it was left, with its filters. */
function BackLink() {
  const { text } = useSession();
  return <Link to={`/barriers${lastBoard.search}`}>← {text.barriers.item.back}</Link>;
}

function ItemFacts({ barrier }: { barrier: BarrierDetailAnswer }) {
  const { text } = useSession();
  const me = useMe();
  const words = text.barriers.item;
  const card = text.barriers.card;
  const date = shortDate(text.locale);
  const facts: [string, string][] = [
    [words.assignee, barrier.assignedTo?.id === me.person.id ? card.mine : (barrier.assignedTo?.name ?? words.nobody)],
    ...(barrier.category === null
      ? []
      : [[words.about, text.vocabulary.category[barrier.category]] satisfies [string, string]]),
    [words.contact, text.vocabulary.contact[barrier.contact]],
    [words.reportedBy, `${barrier.reportedBy.name}, ${card.ageLong(daysBetween(barrier.createdAt, me.today))}`],
  ];
  return (
    <dl className="lined is-topped">
      <div className="row apart">
        <dt className="quiet">{words.status}</dt>
        <dd className="row">
          <StatusPill status={barrier.status} />
          {barrier.parkedUntil !== null && <span>{card.parkedUntil(date(barrier.parkedUntil))}</span>}
          {barrier.resolution !== null && <span>{text.vocabulary.resolution[barrier.resolution]}</span>}
        </dd>
      </div>
      {facts.map(([label, value]) => (
        <div key={label} className="row apart">
          <dt className="quiet">{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
