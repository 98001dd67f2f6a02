import { Button } from "@fluentui/react-components";
import type { BarrierDetailAnswer, SimilarItem } from "../../../bot/api/contract.ts";
import { Failure } from "../../components/failure.tsx";
import { Link } from "../../components/link.tsx";
import { useSession } from "../../session.ts";
import { useAct } from "./use-act.ts";

/** What has worked elsewhere, and open ones that this may be the same as. */
export function Similar({ barrier }: { barrier: BarrierDetailAnswer }) {
  const { text } = useSession();
  const { ideas } = barrier;
  const { solved, open } = barrier.similar;
  const words = text.barriers.item;
  const act = useAct();
  const canLink = barrier.may.includes("seenBefore");
  const link = (sameAs: string) =>
    act.mutate({ item: barrier, choice: "seenBefore", change: { action: "seenBefore", sameAs } });
  const linkButton = (other: SimilarItem) =>
    canLink && (
      <Button size="small" aria-label={words.linkLabel(other.teamName)} onClick={() => link(other.id)}>
        {words.link}
      </Button>
    );
  return (
    <>
      {barrier.trials.length > 0 && (
        <section>
          <h2>{words.trialsTitle}</h2>
          <ul className="similar lined">
            {barrier.trials.map(({ id, what, learned }) => (
              <li key={id}>
                <Link to="/trials">{what}</Link>
                {learned !== null && <p>{learned}</p>}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section hidden={!canLink && solved.length === 0}>
        <h2>{words.solvedTitle}</h2>
        {solved.length === 0 ? (
          <p className="quiet">{words.noSimilar}</p>
        ) : (
          <ul className="similar lined">
            {solved.map((other) => (
              <li key={other.id}>
                <Link to={`/barriers/${encodeURIComponent(other.id)}`}>{other.teamName}</Link>
                {other.resolution !== null && (
                  <span className="caption">{text.vocabulary.resolution[other.resolution]}</span>
                )}
                {other.whatWorked !== null && <p>{other.whatWorked}</p>}
                {linkButton(other)}
              </li>
            ))}
          </ul>
        )}
      </section>
      {open.length > 0 && canLink && (
        <section>
          <h2>{words.openTitle}</h2>
          <p className="quiet">{words.openIntro}</p>
          <ul className="similar lined">
            {open.map((other) => (
              <li key={other.id}>
                <Link to={`/barriers/${encodeURIComponent(other.id)}`}>{other.teamName}</Link>
                <span className="caption">{text.vocabulary.barrierStatus[other.status]}</span>
                {other.consequence !== null && <p>{other.consequence}</p>}
                {linkButton(other)}
              </li>
            ))}
          </ul>
        </section>
      )}
      {ideas.length > 0 && (
        <section>
          <h2>{words.libraryTitle}</h2>
          <ul className="similar lined">
            {ideas.map(({ what, learned }) => (
              <li key={what}>
                <strong>{what}</strong>
                {learned !== null && <p>{learned}</p>}
              </li>
            ))}
          </ul>
        </section>
      )}
      <Failure error={act.error} />
    </>
  );
}
