import { Button } from "@fluentui/react-components";
import type { BarrierDetailAnswer, SimilarItem } from "../../../bot/api/contract.ts";
import { Failure } from "../../components/failure.tsx";
import { Link } from "../../components/link.tsx";
import { useSession } from "../../session.ts";
import { trialTitle } from "../trials/title.ts";
import { useAct } from "./use-act.ts";
import { useMany } from "./use-many.ts";

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
  // Told to the team when it can be taken back no more, with the question whether it fits.
  const many = useMany();
  const reuse = ({ whatWorked }: SimilarItem) => {
    const words = whatWorked === null ? {} : { text: whatWorked, confirmed: true };
    many.mutate({ ids: [barrier.id], change: { action: "solve", resolution: "reused", ...words } });
  };
  return (
    <>
      {barrier.trials.length > 0 && (
        <section>
          <h2>{words.trialsTitle}</h2>
          <ul className="similar lined">
            {barrier.trials.map((trial) => (
              <li key={trial.id}>
                <Link to="/trials">{trialTitle(trial, text)}</Link>
                {trial.learned !== null && <p className="words">{trial.learned}</p>}
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
          <Cases
            cases={solved}
            how={({ resolution }) => (resolution === null ? null : text.vocabulary.resolution[resolution])}
            words={({ whatWorked }) => whatWorked}
            onLink={canLink ? link : undefined}
            onUse={barrier.may.includes("solve") ? reuse : undefined}
          />
        )}
      </section>
      {open.length > 0 && canLink && (
        <section>
          <h2>{words.openTitle}</h2>
          <p className="quiet">{words.openIntro}</p>
          <Cases
            cases={open}
            how={({ status }) => text.vocabulary.barrierStatus[status]}
            words={({ consequence }) => consequence}
            onLink={link}
          />
        </section>
      )}
      {ideas.length > 0 && (
        <section>
          <h2>{words.libraryTitle}</h2>
          <ul className="similar lined">
            {ideas.map(({ what, learned }) => (
              <li key={what}>
                <strong>{what}</strong>
                {learned !== null && <p className="words">{learned}</p>}
              </li>
            ))}
          </ul>
        </section>
      )}
      <Failure error={act.error ?? many.error} />
    </>
  );
}

interface CasesProps {
  cases: SimilarItem[];
  how: (other: SimilarItem) => string | null;
  words: (other: SimilarItem) => string | null;
  /** Says that this one is the same; left out for whoever may not. */
  onLink: ((id: string) => void) | undefined;
  /** Uses what worked there. */
  onUse?: ((other: SimilarItem) => void) | undefined;
}

function Cases({ cases, how, words, onLink, onUse }: CasesProps) {
  const { link, linkLabel, use, useLabel } = useSession().text.barriers.item;
  return (
    <ul className="similar lined">
      {cases.map((other) => (
        <li key={other.id}>
          <Link to={`/barriers/${encodeURIComponent(other.id)}`}>{other.teamName}</Link>{" "}
          {how(other) !== null && <span className="caption">{how(other)}</span>}
          {words(other) !== null && <p className="words">{words(other)}</p>}
          <div className="row">
            {onUse !== undefined && (
              <Button
                size="small"
                appearance="primary"
                aria-label={useLabel(other.teamName)}
                onClick={() => onUse(other)}
              >
                {use}
              </Button>
            )}
            {onLink !== undefined && (
              <Button size="small" aria-label={linkLabel(other.teamName)} onClick={() => onLink(other.id)}>
                {link}
              </Button>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
