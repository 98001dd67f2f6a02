import { Button, Field, Switch, Textarea } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { AmbitionAnswer, AmbitionItem, NewAmbition } from "../../../bot/api/contract.ts";
import { type UsageLevel, usageLevels } from "../../../bot/domain/vocabulary.ts";
import type { TabText } from "../../../bot/text/da/tab.ts";
import { ApiError } from "../../api.ts";
import { Choose, named } from "../../components/choose.tsx";
import { judge } from "../../components/guarded-text.tsx";
import { useSession } from "../../session.ts";
import { capital } from "../barriers/words.ts";

interface AmbitionFormProps {
  first: AmbitionItem;
  solutions: AmbitionAnswer["solutions"];
}

/** What can be aimed for: a place on the scale. */
const aims = usageLevels.filter((level) => level !== "notRelevant" && level !== "unsure" && level !== "notStarted");

export function AmbitionForm({ first, solutions }: AmbitionFormProps) {
  const { api, text } = useSession();
  const queries = useQueryClient();
  const [ambition, setAmbition] = useState(first);
  const save = useMutation({
    mutationFn: (body: NewAmbition) => api.send<AmbitionAnswer>("PUT", "/api/ambition", body),
    onSuccess: (answer) => queries.setQueryData(["ambition"], answer),
  });
  const words = text.ambition;
  const problem = save.error instanceof ApiError ? save.error.problem : null;
  const mustConfirm = problem?.code === "personalDataWarning";
  const change = (part: Partial<AmbitionItem>) => {
    if (save.isSuccess) save.reset();
    setAmbition({ ...ambition, ...part });
  };
  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate({ ...ambition, confirmed: mustConfirm });
  }
  const questions = Object.entries(words.questions) as [keyof typeof words.questions, [string, string]][];
  return (
    <form className="ambition-form form is-wide" onSubmit={submit}>
      {questions.map(([id, [title, hint]]) => (
        <Field key={id} label={title} hint={hint} size="large" {...validation(ambition.answers[id] ?? "", text)}>
          <Textarea
            value={ambition.answers[id] ?? ""}
            maxLength={1000}
            resize="vertical"
            onChange={(_, { value }) => change({ answers: { ...ambition.answers, [id]: value } })}
          />
        </Field>
      ))}
      <section aria-labelledby="targets-title">
        <h2 id="targets-title">{words.targetsTitle}</h2>
        <p className="section-intro">{words.targetsIntro}</p>
        <div className="columns targets">
          {solutions.map(({ id, name }) => (
            <Choose
              key={id}
              label={capital(name)}
              empty={words.noTarget}
              options={named(aims, text.vocabulary.usage)}
              value={ambition.targets[id] ?? ""}
              onChange={(value) => change({ targets: withTarget(ambition.targets, id, value) })}
            />
          ))}
        </div>
      </section>
      <div>
        <Switch label={words.draft} checked={ambition.draft} onChange={(_, { checked: draft }) => change({ draft })} />
        <Switch
          label={words.share}
          checked={ambition.shared}
          onChange={(_, { checked: shared }) => change({ shared })}
        />
      </div>
      <div role="status">{save.isSuccess && <p className="notice">{words.saved}</p>}</div>
      {save.isError && (
        <p className="notice notice-error" role="alert">
          {mustConfirm ? words.warning : `${text.myWeek.notSaved} ${problem?.userMessage || text.state.offline}`}
        </p>
      )}
      <div className="form-buttons">
        <Button type="submit" appearance="primary" disabled={save.isPending}>
          {mustConfirm ? text.citizens.confirm : words.save}
        </Button>
      </div>
    </form>
  );
}

/** The guard while one writes; the server has the last word. */
function validation(answer: string, text: TabText) {
  if (judge(answer) !== "blocked") return {};
  return { validationState: "error" as const, validationMessage: text.barriers.guard.blocked };
}

function withTarget(targets: AmbitionItem["targets"], id: string, value: string): AmbitionItem["targets"] {
  const { [id]: _, ...others } = targets;
  const level = aims.find((aim: UsageLevel) => aim === value);
  return level === undefined ? others : { ...others, [id]: level };
}
