import { useQuery } from "@tanstack/react-query";
import type { RoundsAnswer } from "../../../bot/api/contract.ts";
import { roundAnswers, roundKinds } from "../../../bot/domain/check-in/round-questions.ts";
import { weekNumber } from "../../dates.ts";
import { useMe, useSession } from "../../session.ts";

type Round = RoundsAnswer["rounds"][number];

/** So many quarters are shown. */
const mostQuarters = 4;

/** What the rounds came to, for managers and navigators; nobody else asks for it. */
function useRounds() {
  const { api } = useSession();
  const isEnabled = useMe().roles.some(({ role }) => role === "manager" || role === "navigator");
  return useQuery({
    queryKey: ["rounds"],
    queryFn: ({ signal }) => api.get<RoundsAnswer>("/api/rounds", signal),
    enabled: isEnabled,
  });
}

/** Whether anything is done about what is reported: the product's own health, quarter by quarter. */
export function OwnHealth() {
  const { text } = useSession();
  const { data } = useRounds();
  if (data === undefined) return null;
  const quarters = data.rounds.filter(({ kind }) => kind === "done").slice(0, mostQuarters);
  return (
    <details>
      <summary className="strong">{text.rounds.healthTitle}</summary>
      <p className="section-intro">{text.rounds.healthIntro}</p>
      <Results rounds={quarters} />
    </details>
  );
}

/** Before and after the start of a solution. */
export function RolloutRounds({ solutionId, name }: { solutionId: string; name: string }) {
  const { text } = useSession();
  const { data } = useRounds();
  if (data === undefined) return null;
  const own = data.rounds.filter((round) => round.solutionId === solutionId);
  // The latest of each: what came before was about other teams, and nobody can say what moved.
  const rounds = roundKinds.flatMap((kind) => own.find((round) => round.kind === kind) ?? []);
  return (
    <section className="section" aria-labelledby="rounds-title">
      <h2 id="rounds-title">{text.rounds.rolloutTitle}</h2>
      <p className="section-intro">{text.rounds.rolloutIntro}</p>
      <Results rounds={rounds} name={name} />
    </section>
  );
}

/** Each answer's share, in words and figures. */
function Results({ rounds, name = "" }: { rounds: Round[]; name?: string }) {
  const { text } = useSession();
  const words = text.rounds;
  const percent = new Intl.NumberFormat(text.locale, { style: "percent" });
  const [latest] = rounds;
  if (latest === undefined) return <p className="quiet">{words.tooFew}</p>;
  return (
    <>
      {rounds.map(({ kind, from, to, questions }) => (
        <div key={`${kind}:${to}`}>
          <h3 className="small">
            {kind === "done" ? null : `${words.kinds[kind]} · `}
            {text.detail.weeks(weekNumber(from), weekNumber(to))} {to.slice(0, 4)}
          </h3>
          <dl className="lined narrow">
            {questions.map(({ question, answered, shares }) => (
              <div key={question} className="row apart">
                <dt>{words.questions[question](name)}</dt>
                <dd>
                  {roundAnswers
                    .map((answer) => `${words.answers[answer]}: ${percent.format(shares[answer] / 100)}`)
                    .join(" · ")}{" "}
                  <span className="quiet">({words.answered(answered)})</span>
                </dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
      <p className="quiet words">{words.protected(latest.limit)}</p>
    </>
  );
}
