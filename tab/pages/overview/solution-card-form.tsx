import { Button, Field, Input } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { BenefitItem, NewSolutionCard, SolutionCardAnswer } from "../../../bot/api/contract.ts";
import { benefitTexts, type CardText, cardTexts } from "../../../bot/domain/solution-card.ts";
import { type BenefitSide, benefitSides, solutionKinds } from "../../../bot/domain/vocabulary.ts";
import { Choose, named } from "../../components/choose.tsx";
import { DateField } from "../../components/date-field.tsx";
import { FormFooter, type GuardedForm, useGuardedForm } from "../../components/form.tsx";
import { GuardedText } from "../../components/guarded-text.tsx";
import { useSay } from "../../components/say.tsx";
import { useSession } from "../../session.ts";
import { cardText } from "./solution-card-text.ts";

const before = ["goodFor", "requestedBy"] as const;
const after = ["workflow", "replaces", "helper"] as const;
/** As long as a task is that people know one another's by. */
const longestTask = 120;

type Benefit = Record<keyof BenefitItem, string>;
type Written = Record<CardText, string> &
  Pick<NewSolutionCard, "road"> & { replacesUntil: string; benefits: Record<BenefitSide, Benefit> };

interface CardFormProps {
  solutionId: string;
  answer: SolutionCardAnswer;
  onDone: () => void;
}

/** What the solution is for and what it asks; what was typed stays until it is stored. */
export function CardForm({ solutionId, answer, onDone }: CardFormProps) {
  const words = cardText(useSession().text);
  const [written, setWritten] = useState(() => writtenOn(answer));
  const [isSure, setSure] = useState(false);
  const keep = useKeep(solutionId, answer.version, onDone);
  const all = textsOf(written);
  // What the files say is in its field from the start, and is no card.
  const own = { ...all, replaces: written.replaces === answer.replacesByFiles ? "" : written.replaces };
  const isEmpty = Object.values(own).every((one) => one.trim() === "");
  const form = useGuardedForm({
    texts: all,
    isWhole: !isEmpty,
    request: keep,
    send: (confirmed) => keep.mutate({ ...written, confirmed }),
  });
  const change = (changes: Partial<Written>) => setWritten({ ...written, ...changes });
  if (isSure) return <Removal request={keep} onKeep={() => setSure(false)} road={written.road} />;
  return (
    <form className="form" onSubmit={form.submit} noValidate>
      {answer.mayWrite && (
        <>
          <TaskField
            form={form}
            value={written.task}
            tasks={answer.tasks}
            onChange={(task) => change({ task })}
            error={form.isTried && isEmpty ? words.needWords : undefined}
          />
          <Texts fields={before} form={form} written={written} onChange={change} />
          {benefitSides.map((side) => (
            <BenefitFields
              key={side}
              side={side}
              form={form}
              benefit={written.benefits[side]}
              onChange={(benefit) => change({ benefits: { ...written.benefits, [side]: benefit } })}
            />
          ))}
          <GuardedText
            field="drawbacks"
            form={form}
            label={words.drawbacks}
            hint={words.drawbacksAsk}
            value={written.drawbacks}
            onChange={(drawbacks) => change({ drawbacks })}
          />
          <Choose
            label={words.road}
            options={named(solutionKinds, words.roads)}
            value={written.road}
            onChange={(chosen) => change({ road: solutionKinds.find((id) => id === chosen) ?? written.road })}
          />
          <Texts fields={after} form={form} written={written} onChange={change} />
          <DateField
            label={words.replacesUntil}
            value={written.replacesUntil}
            onChange={(replacesUntil) => change({ replacesUntil })}
          />
          <FormFooter
            form={form}
            request={keep}
            label={words.save}
            conflict={words.conflict}
            cancelLabel={words.cancel}
            onCancel={onDone}
          />
        </>
      )}
      {answer.mayDelete && (
        <p>
          <Button appearance="subtle" onClick={() => setSure(true)}>
            {words.remove}
          </Button>
        </p>
      )}
    </form>
  );
}

function writtenOn({ card, road, replaces }: SolutionCardAnswer): Written {
  const benefitOf = (side: BenefitSide): Benefit => {
    const { what, owner, zero, target, method, on } = card?.benefits[side] ?? {};
    const stored = { what, owner, zero, target, method, on };
    return Object.fromEntries(Object.entries(stored).map(([of, words]) => [of, words ?? ""])) as Benefit;
  };
  return {
    task: card?.task ?? "",
    goodFor: card?.goodFor ?? "",
    requestedBy: card?.requestedBy ?? "",
    drawbacks: card?.drawbacks ?? "",
    workflow: card?.workflow ?? "",
    replaces: replaces ?? "",
    replacesUntil: card?.replacesUntil ?? "",
    helper: card?.helper ?? "",
    road,
    benefits: { citizen: benefitOf("citizen"), staff: benefitOf("staff"), economy: benefitOf("economy") },
  };
}

/** Every text by the name that it has where it is sent to. */
function textsOf(written: Written): Record<string, string> {
  const ofBenefits = benefitSides.flatMap((side) =>
    benefitTexts.map((of) => [`${side}.${of}`, written.benefits[side][of]]),
  );
  return Object.fromEntries([...cardTexts.map((of) => [of, written[of]]), ...ofBenefits]);
}

function useKeep(solutionId: string, version: string, onDone: () => void) {
  const { api, text } = useSession();
  const queries = useQueryClient();
  const say = useSay();
  const words = cardText(text);
  const address = `/api/solution-cards/${encodeURIComponent(solutionId)}`;
  return useMutation({
    mutationFn: (body: NewSolutionCard) => api.send<SolutionCardAnswer>("PUT", address, body, version),
    onSuccess: (answer) => {
      say({ words: answer.card === null ? words.removed : words.saved });
      // Another solution's card may name the same task.
      void queries.invalidateQueries({ queryKey: ["solutionCard"] });
      onDone();
    },
  });
}

interface RemovalProps {
  request: ReturnType<typeof useKeep>;
  road: NewSolutionCard["road"];
  onKeep: () => void;
}

function Removal({ request, road, onKeep }: RemovalProps) {
  const words = cardText(useSession().text);
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        request.mutate({ benefits: {}, road });
      }}
    >
      <p>{words.removeSure}</p>
      <FormFooter
        request={request}
        label={words.remove}
        conflict={words.conflict}
        cancelLabel={words.keep}
        onCancel={onKeep}
      />
    </form>
  );
}

interface TaskFieldProps {
  form: GuardedForm;
  value: string;
  tasks: readonly string[];
  onChange: (task: string) => void;
  error: string | undefined;
}

/** The tasks that have a name already are offered, so that one task has one name. */
function TaskField({ form, value, tasks, onChange, error }: TaskFieldProps) {
  const words = cardText(useSession().text);
  const list = useId();
  const message = form.saidOf("task") ?? error;
  return (
    <Field
      label={words.taskAsk}
      hint={words.taskHint}
      validationState={message === undefined ? "none" : "error"}
      validationMessage={message}
    >
      <Input list={list} value={value} maxLength={longestTask} onChange={(_, { value: task }) => onChange(task)} />
      <datalist id={list}>
        {tasks.map((task) => (
          <option key={task} value={task} />
        ))}
      </datalist>
    </Field>
  );
}

interface TextsProps {
  fields: readonly ((typeof before)[number] | (typeof after)[number])[];
  form: GuardedForm;
  written: Written;
  onChange: (changes: Partial<Written>) => void;
}

function Texts({ fields, form, written, onChange }: TextsProps) {
  const words = cardText(useSession().text);
  const hints: Partial<Record<string, string>> = { requestedBy: words.requestedByHint, helper: words.helperHint };
  return fields.map((field) => (
    <GuardedText
      key={field}
      field={field}
      form={form}
      label={words[field]}
      hint={hints[field]}
      rows={2}
      value={written[field]}
      onChange={(value) => onChange({ [field]: value })}
    />
  ));
}

interface BenefitFieldsProps {
  side: BenefitSide;
  form: GuardedForm;
  benefit: Benefit;
  onChange: (benefit: Benefit) => void;
}

/** Folded until it has words, or is asked for: a card is begun with what is known. */
function BenefitFields({ side, form, benefit, onChange }: BenefitFieldsProps) {
  const words = cardText(useSession().text);
  const [isUnfolded, setUnfolded] = useState(() => Object.values(benefit).some((one) => one !== ""));
  const hints: Partial<Record<string, string>> = { owner: words.ownerHint, zero: words.zeroHint };
  const isFound = benefitTexts.some((of) => form.saidOf(`${side}.${of}`) !== undefined);
  return (
    <details open={isUnfolded || isFound} onToggle={({ currentTarget }) => setUnfolded(currentTarget.open)}>
      <summary>
        {words.benefits}: {words.sides[side]}
      </summary>
      {(isUnfolded || isFound) && (
        <div className="stack">
          {benefitTexts.map((of) => (
            <GuardedText
              key={of}
              field={`${side}.${of}`}
              form={form}
              label={words[of]}
              hint={hints[of]}
              rows={of === "what" ? 2 : 1}
              value={benefit[of]}
              onChange={(value) => onChange({ ...benefit, [of]: value })}
            />
          ))}
          <DateField label={words.onAsk} value={benefit.on} onChange={(on) => onChange({ ...benefit, on })} />
        </div>
      )}
    </details>
  );
}
