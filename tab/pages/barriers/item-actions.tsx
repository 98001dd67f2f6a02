import { Button } from "@fluentui/react-components";
import { lazy, type ReactNode, Suspense, useState } from "react";
import type { BarrierDetailAnswer, BarrierItem } from "../../../bot/api/contract.ts";
import { Failure } from "../../components/failure.tsx";
import { useSession } from "../../session.ts";
import { ActionForm, isAsked } from "./action-form.tsx";
import { type Choice, immediate, movesOf } from "./moves.ts";
import { useAct } from "./use-act.ts";

const StartTrialForm = lazy(async () => ({
  default: (await import("../trials/start-trial-form.tsx")).StartTrialForm,
}));

/** Beside the moves: what leaves a barrier where it is. */
const others: Choice[] = ["postpone", "comment", "assign"];
/** What the team is asked has a place of its own. */
const teamsOwn: ReadonlySet<Choice> = new Set(["confirm", "reopen", "answer"]);
/** What is done most, in the order that it is done. */
const first: Choice[] = [
  "liftDo",
  "liftWait",
  "liftDecline",
  "see",
  "take",
  "solve",
  "ask",
  "liftTake",
  "liftOn",
  "startTrial",
];
const mostUseful: ReadonlySet<Choice> = new Set(["take", "solve", "liftDo"]);

/** What the person may do with the barrier now; a form opens below the buttons. */
export function ItemActions({ barrier }: { barrier: BarrierDetailAnswer }) {
  const { text } = useSession();
  const words = text.barriers;
  const [chosen, setChosen] = useState<Choice | null>(null);
  const [isSaved, setSaved] = useState(false);
  const act = useAct();
  const open = (choice: Choice | null) => {
    setSaved(false);
    setChosen(choice);
  };
  const done = () => {
    setChosen(null);
    setSaved(true);
  };
  function choose(choice: Choice) {
    if (choice !== "see" && choice !== "take" && choice !== "confirm" && choice !== "liftTake") return open(choice);
    open(null);
    act.mutate({ item: barrier, choice, change: { action: choice } }, { onSuccess: () => setSaved(true) });
  }
  const moves = [...movesOf(barrier), ...others.filter((choice) => barrier.may.some((kind) => kind === choice))];
  const choices = moves.filter((choice) => !teamsOwn.has(choice));
  return (
    <section className="item-actions" aria-label={words.item.doTitle}>
      {barrier.lift !== null && (
        <p className="notice">{barrier.lift.isReturned ? words.item.liftReturned : words.item.lifted}</p>
      )}
      <TeamsTurn barrier={barrier} onChoose={choose} chosen={chosen} />
      <Choices choices={first.filter((choice) => choices.includes(choice))} chosen={chosen} onChoose={choose} />
      <Choices
        choices={choices.filter((choice) => !first.includes(choice))}
        chosen={chosen}
        onChoose={choose}
        isQuiet
      />
      {chosen === "startTrial" && (
        <Suspense>
          <StartTrialForm barrier={barrier} ideas={barrier.ideas} onDone={done} onCancel={() => open(null)} />
        </Suspense>
      )}
      {chosen !== null && isAsked(chosen) && (
        <ActionForm
          key={chosen}
          item={barrier}
          choice={chosen}
          helpers={barrier.assignable}
          doers={barrier.doers}
          above={barrier.above}
          onDone={done}
          onCancel={() => open(null)}
        />
      )}
      <Failure error={act.error} />
      <p className="quiet" role="status">
        {isSaved ? words.item.saved : ""}
      </p>
      {barrier.status === "confirmed" && <p className="quiet">{words.item.closed}</p>}
    </section>
  );
}

interface ChoicesProps {
  choices: Choice[];
  chosen: Choice | null;
  onChoose: (choice: Choice) => void;
  isQuiet?: boolean;
}

function Choices({ choices, chosen, onChoose, isQuiet = false }: ChoicesProps) {
  const { text } = useSession();
  if (choices.length === 0) return null;
  return (
    <div className={isQuiet ? "item-choices is-quiet row" : "item-choices row"}>
      {choices.map((choice) => (
        <Button
          key={choice}
          size={isQuiet ? "small" : "medium"}
          appearance={isQuiet ? "subtle" : mostUseful.has(choice) ? "primary" : "secondary"}
          aria-expanded={immediate.has(choice) ? undefined : chosen === choice}
          onClick={() => onChoose(choice)}
        >
          {text.barriers.actions[choice]}
        </Button>
      ))}
    </div>
  );
}

interface TeamsTurnProps {
  barrier: BarrierDetailAnswer;
  chosen: Choice | null;
  onChoose: (choice: Choice) => void;
}

/** What the team is asked: a question of the navigator's, or whether it works now. */
function TeamsTurn({ barrier, chosen, onChoose }: TeamsTurnProps) {
  const { text } = useSession();
  const words = text.barriers;
  const can = (kind: BarrierItem["may"][number]) => barrier.may.includes(kind);
  if (barrier.question !== null) {
    const { question } = barrier;
    // Whoever helps may write down what the team said, but is not the one who is asked.
    const isHelper = can("ask");
    const name = question.by?.name ?? words.item.somebody;
    return (
      <TurnNotice title={isHelper ? words.item.asksTeam(name) : words.item.asksYou(name)} quote={question.text}>
        {can("answer") && (
          <Button
            appearance={isHelper ? "secondary" : "primary"}
            aria-expanded={chosen === "answer"}
            onClick={() => onChoose("answer")}
          >
            {words.actions.answer}
          </Button>
        )}
      </TurnNotice>
    );
  }
  if (barrier.status !== "resolved") return null;
  if (!can("confirm")) return <p className="notice">{words.item.waitsForTeam}</p>;
  const how = barrier.events.findLast(({ status }) => status === "resolved")?.text ?? null;
  return (
    <TurnNotice title={words.item.passes} quote={how}>
      <Button appearance="primary" onClick={() => onChoose("confirm")}>
        {words.actions.confirm}
      </Button>
      <Button aria-expanded={chosen === "reopen"} onClick={() => onChoose("reopen")}>
        {words.actions.reopen}
      </Button>
      <p className="quiet">{words.item.fourWeeks}</p>
    </TurnNotice>
  );
}

function TurnNotice({ title, quote, children }: { title: string; quote: string | null; children: ReactNode }) {
  return (
    <div className="turn boxed">
      <p className="lead">{title}</p>
      {quote !== null && <blockquote>{quote}</blockquote>}
      <div className="form-buttons">{children}</div>
    </div>
  );
}
