import { Button } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { CheckInItem, SmallStepMark } from "../../../bot/api/contract.ts";
import { Checkbox } from "../../components/checkbox.tsx";
import { Failure } from "../../components/failure.tsx";
import { weekNumber } from "../../dates.ts";
import { useSession } from "../../session.ts";
import { smallSteps } from "../barriers/board-words.ts";

type Step = CheckInItem["steps"][number];

const isForNow = ({ stage, kind }: Step) => stage === "now" && kind === "task";

interface SmallStepsProps {
  steps: Step[];
  /** The ids of those that are chosen as done on the form. */
  done: string[];
  onDone: (done: string[]) => void;
}

/** What the navigators have sent: for this week, and announced; what is done goes along with the answer. */
export function SmallSteps({ steps, done, onDone }: SmallStepsProps) {
  const words = smallSteps(useSession().text).mine;
  return steps.map((step) => (
    <StepText key={step.id} step={step}>
      {isForNow(step) &&
        (step.isDone ? (
          <p className="quiet">{words.isDone}</p>
        ) : (
          <Checkbox
            label={words.done}
            checked={done.includes(step.id)}
            onChange={(_, { checked }) =>
              onDone(checked === true ? [...done, step.id] : done.filter((id) => id !== step.id))
            }
          />
        ))}
    </StepText>
  ));
}

/** The same when the week is answered: each has a button of its own. */
export function StepsToMark({ checkIn }: { checkIn: CheckInItem }) {
  return checkIn.steps.map((step) => <StepToMark key={step.id} step={step} checkIn={checkIn} />);
}

function StepToMark({ step, checkIn: { teamId, closed } }: { step: Step; checkIn: CheckInItem }) {
  const { api, text } = useSession();
  const queries = useQueryClient();
  const words = smallSteps(text).mine;
  const mark = useMutation({
    mutationFn: (isDone: boolean) =>
      api.send<SmallStepMark>("PUT", `/api/small-steps/${step.id}/teams/${encodeURIComponent(teamId)}`, { isDone }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["check-ins"] }),
  });
  return (
    <StepText step={step}>
      {isForNow(step) && (
        <div className="row">
          {step.isDone && <p className="quiet">{words.isDone}</p>}
          {!closed && (
            <Button
              size="small"
              {...(step.isDone && { appearance: "subtle" })}
              disabled={mark.isPending}
              onClick={() => mark.mutate(!step.isDone)}
            >
              {step.isDone ? words.undo : words.done}
            </Button>
          )}
        </div>
      )}
      <Failure error={mark.error} />
    </StepText>
  );
}

function StepText({ step, children }: { step: Step; children: React.ReactNode }) {
  const { text } = useSession();
  const { stage, kind, solutionName, week } = step;
  const words = smallSteps(text).onCard;
  const title =
    stage === "announced"
      ? words.announced(weekNumber(week), solutionName)
      : (kind === "task" ? words.now : words.news)(solutionName);
  return (
    <section className="small-step stack">
      <h3 className="small">{title}</h3>
      <p className="words">{step.text}</p>
      {children}
    </section>
  );
}
