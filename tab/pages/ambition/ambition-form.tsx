import { Switch } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { AmbitionAnswer, AmbitionItem, NewAmbition } from "../../../bot/api/contract.ts";
import { type UsageLevel, usageLevels } from "../../../bot/domain/vocabulary.ts";
import { Choose, named } from "../../components/choose.tsx";
import { FormFooter, useGuardedForm } from "../../components/form.tsx";
import { GuardedText } from "../../components/guarded-text.tsx";
import { useSession } from "../../session.ts";
import { capital } from "../barriers/words.ts";
import { useStandings } from "./use-standings.ts";

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
  const standings = useStandings();
  const change = (part: Partial<AmbitionItem>) => {
    if (save.isSuccess) save.reset();
    setAmbition({ ...ambition, ...part });
  };
  const form = useGuardedForm({
    texts: Object.fromEntries(Object.entries(ambition.answers).map(([id, answer]) => [`answers.${id}`, answer ?? ""])),
    isWhole: true,
    send: (confirmed) => save.mutate({ ...ambition, confirmed }),
    request: save,
  });
  const questions = Object.entries(words.questions) as [keyof typeof words.questions, [string, string]][];
  return (
    <form className="ambition-form form is-wide" onSubmit={form.submit}>
      {questions.map(([id, [title, hint]]) => (
        <GuardedText
          key={id}
          field={`answers.${id}`}
          form={form}
          label={title}
          hint={hint}
          size="large"
          value={ambition.answers[id] ?? ""}
          onChange={(value) => change({ answers: { ...ambition.answers, [id]: value } })}
        />
      ))}
      <section aria-labelledby="targets-title">
        <h2 id="targets-title">{words.targetsTitle}</h2>
        <p className="section-intro">{words.targetsIntro}</p>
        <div className="columns targets">
          {solutions.map(({ id, name }) => (
            <div key={id}>
              <Choose
                label={capital(name)}
                empty={words.noTarget}
                options={named(aims, text.vocabulary.usage)}
                value={ambition.targets[id] ?? ""}
                onChange={(value) => change({ targets: withTarget(ambition.targets, id, value) })}
              />
              {standings !== null && (
                <p className="caption">
                  {standings[id] === undefined ? words.noStanding : words.standing(standings[id])}
                </p>
              )}
            </div>
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
      <FormFooter form={form} request={save} label={words.save} outcome={text.myWeek.notSaved} />
    </form>
  );
}

function withTarget(targets: AmbitionItem["targets"], id: string, value: string): AmbitionItem["targets"] {
  const { [id]: _, ...others } = targets;
  const level = aims.find((aim: UsageLevel) => aim === value);
  return level === undefined ? others : { ...others, [id]: level };
}
