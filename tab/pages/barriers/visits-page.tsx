import { Button } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { BarrierItem, VisitsAnswer } from "../../../bot/api/contract.ts";
import { Failure } from "../../components/failure.tsx";
import { Link } from "../../components/link.tsx";
import { PageTop } from "../../components/page-top.tsx";
import { ErrorState, Loading, Message } from "../../components/states.tsx";
import { useSession } from "../../session.ts";
import { boardTools } from "./board-words.ts";
import { lastBoard } from "./last-board.ts";
import { useAct } from "./use-act.ts";
import { titleOf } from "./words.ts";

/** Where to go today, by place; it prints on one page, and what was seen there is noted in two presses. */
export function VisitsPage() {
  const { api, text } = useSession();
  const words = boardTools(text).visits;
  const answer = useQuery({
    queryKey: ["barrier", "visits"],
    queryFn: ({ signal }) => api.get<VisitsAnswer>("/api/barriers/visits", signal),
  });
  if (answer.isError && answer.data === undefined) {
    return <ErrorState isPage error={answer.error} onRetry={() => void answer.refetch()} />;
  }
  if (answer.data === undefined) return <Loading />;
  const byArea = Map.groupBy(answer.data.visits, ({ areaName }) => areaName);
  return (
    <article className="visits weekly">
      <PageTop back={{ to: `/barriers${lastBoard.search}`, label: text.barriers.item.back }} words={words}>
        <Button className="screen-only" onClick={() => window.print()}>
          {words.print}
        </Button>
      </PageTop>
      {byArea.size === 0 && <Message title={words.none} body={words.noneBody} />}
      {[...byArea].map(([area, visits]) => (
        <section key={area} className="section">
          <h2>{area}</h2>
          <ul className="lined">
            {visits.map((visit) => (
              <li key={visit.teamId}>
                <Place visit={visit} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </article>
  );
}

/** Deep links of Teams: there is no telephone book of our own. */
const linkOf = (what: "chat" | "call", upn: string) =>
  `https://teams.microsoft.com/l/${what}/0/0?users=${encodeURIComponent(upn)}`;

function Place({ visit: { teamName, contact, items } }: { visit: VisitsAnswer["visits"][number] }) {
  const { text } = useSession();
  const words = boardTools(text).visits;
  return (
    <>
      <div className="row">
        <h3 className="small">{teamName}</h3>
        {contact !== null && (
          <>
            <span>{contact.name}</span>
            {(["chat", "call"] as const).map((what) => (
              <a
                key={what}
                className="link screen-only"
                href={linkOf(what, contact.upn)}
                target="_blank"
                rel="noreferrer"
              >
                {words[what]}
              </a>
            ))}
          </>
        )}
      </div>
      <ul>
        {items.map((item) => (
          <Seen key={item.id} item={item} />
        ))}
      </ul>
    </>
  );
}

/** What is in the way there, and what was seen of it. */
function Seen({ item }: { item: BarrierItem }) {
  const { text } = useSession();
  const words = boardTools(text).visits;
  const [isOpen, setOpen] = useState(false);
  const act = useAct();
  return (
    <li className="row apart">
      <p>
        <Link to={`/barriers/${encodeURIComponent(item.id)}`}>{titleOf(item, text)}</Link>
        {item.consequence !== null && <span className="quiet"> – {item.consequence}</span>}
      </p>
      {item.may.includes("solve") && (
        <div className="row screen-only">
          {!act.isSuccess && (
            <Button size="small" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
              {words.been}
            </Button>
          )}
          {isOpen && !act.isSuccess && (
            <>
              <Button
                size="small"
                onClick={() =>
                  act.mutate({ item, choice: "solve", change: { action: "solve", resolution: "shownOnsite" } })
                }
              >
                {words.works}
              </Button>
              <Button
                size="small"
                onClick={() =>
                  act.mutate({ item, choice: "comment", change: { action: "comment", text: words.followed } })
                }
              >
                {words.follow}
              </Button>
            </>
          )}
          <p role="status">{act.isSuccess ? words.noted : ""}</p>
        </div>
      )}
      <Failure error={act.error} />
    </li>
  );
}
