import type { CheckInItem, CheckInReply } from "../../../bot/api/contract.ts";
import { roundAnswers } from "../../../bot/domain/check-in/round-questions.ts";
import { askedBeside, Segments } from "../../components/segments.tsx";
import { useSession } from "../../session.ts";
import { capital } from "../barriers/words.ts";
import { rewriting, trialWords } from "../trials/words.ts";

type Answer = Extract<CheckInReply, { kind: "answer" }>;
type Works = NonNullable<Answer["works"]>;
type Trials = NonNullable<Answer["trials"]>;

/** What is said beside the questions; nothing until something is chosen. */
export interface FollowUpAnswers {
  works: Works;
  trials: Trials;
  round?: Answer["round"];
  /** The ids of small steps that are done. */
  steps: string[];
}

const verdicts = ["confirm", "reopen"] as const;

export const nothingChosen: FollowUpAnswers = { works: [], trials: [], steps: [] };

interface FollowUpProps {
  checkIn: CheckInItem;
  chosen: FollowUpAnswers;
  onChange: (chosen: FollowUpAnswers) => void;
}

/** Whether what was solved works now; asked at the top, once. */
export function SolvedQuestions({ checkIn, chosen, onChange }: FollowUpProps) {
  const { text } = useSession();
  const words = text.myWeek;
  return checkIn.toConfirm.map(({ barrierId, solutionName, how, resolution }) => {
    const done = how ?? (resolution === null ? null : text.vocabulary.resolution[resolution]);
    const others = chosen.works.filter((one) => one.barrierId !== barrierId);
    const now = chosen.works.find((one) => one.barrierId === barrierId);
    return (
      <Segments
        key={barrierId}
        look={askedBeside}
        legend={words.worksAsk(capital(solutionName), done)}
        options={verdicts}
        labels={text.barriers.actions}
        value={now === undefined ? null : now.works ? "confirm" : "reopen"}
        onChange={(verdict) => onChange({ ...chosen, works: [...others, { barrierId, works: verdict === "confirm" }] })}
      />
    );
  });
}

const goings = ["yes", "partly", "no"] as const;

/** How a trial goes while it runs. */
export function TrialQuestions({ checkIn, chosen, onChange }: FollowUpProps) {
  const { text } = useSession();
  return checkIn.trials.map(({ id, what }) => {
    const others = chosen.trials.filter((one) => one.trialId !== id);
    return (
      <Segments
        key={id}
        look={askedBeside}
        legend={text.myWeek.trialAsk(what || rewriting(text).gone)}
        options={goings}
        labels={trialWords(text).going}
        value={chosen.trials.find((one) => one.trialId === id)?.going ?? null}
        onChange={(going) => onChange({ ...chosen, trials: [...others, { trialId: id, going }] })}
      />
    );
  });
}

/** The question of a round, in the place of the one that takes turns; it may be left out as well. */
export function RoundQuestion({ checkIn: { round, asked }, chosen, onChange }: FollowUpProps) {
  const { text } = useSession();
  if (round === null) return null;
  const question = text.rounds.questions[round.question](round.name ?? "");
  return (
    <Segments
      look={askedBeside}
      legend={asked.length === 0 ? question : text.myWeek.mayBeLeft(question)}
      options={roundAnswers}
      labels={text.rounds.answers}
      value={chosen.round ?? round.answer}
      onChange={(answer) => onChange({ ...chosen, round: answer })}
    />
  );
}
