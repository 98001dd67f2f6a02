import { Switch } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { AmbitionAnswer, AmbitionItem, NewAmbition } from "../../../bot/api/contract.ts";
import { type UsageLevel, usageLevels } from "../../../bot/domain/vocabulary.ts";
import type { TabText } from "../../../bot/text/da/tab.ts";
import { ApiError } from "../../api.ts";
import { Choose, named } from "../../components/choose.tsx";
import { FormFooter, useGuardedForm } from "../../components/form.tsx";
import { GuardedText } from "../../components/guarded-text.tsx";
import { useSession } from "../../session.ts";
import { capital } from "../barriers/words.ts";
import { useStandings } from "./use-standings.ts";
import { ambitionText } from "./words.ts";

interface AmbitionFormProps {
  first: NonNullable<AmbitionAnswer["mine"]>;
  answer: Pick<AmbitionAnswer, "solutions" | "readers" | "mine">;
}

/** What can be aimed for: a place on the scale. */
const aims = usageLevels.filter((level) => level !== "notRelevant" && level !== "unsure" && level !== "notStarted");

export function AmbitionForm({
  first: { updatedAt, isDueAgain: _, ...first },
  answer: { solutions, readers, mine },
}: AmbitionFormProps) {
  const { api, text } = useSession();
  const queries = useQueryClient();
  const [ambition, setAmbition] = useState<AmbitionItem>(first);
  const save = useMutation({
    mutationFn: (body: NewAmbition) => api.send<AmbitionAnswer>("PUT", "/api/ambition", body),
    onSuccess: (answer) => queries.setQueryData(["ambition"], answer),
    // What is asked about first may still be shared; what failed is not.
    onError: (error) => {
      const isAsked = error instanceof ApiError && error.problem?.confirmation !== undefined;
      if (!isAsked) setAmbition((before) => ({ ...before, shared: mine?.shared ?? false }));
    },
  });
  const element = useRef<HTMLFormElement>(null);
  /** Sharing is done at once, with everything that stands in the form. */
  const share = (shared: boolean) => {
    flushSync(() => change({ shared }));
    element.current?.requestSubmit();
  };
  const words = ambitionText(text);
  const standings = useStandings(updatedAt);
  const readersId = useId();
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
    <form className="ambition-form form is-wide" ref={element} onSubmit={form.submit}>
      {questions.map(([id, [title, hint]]) => (
        <div key={id}>
          <GuardedText
            field={`answers.${id}`}
            form={form}
            label={title}
            hint={hint}
            size="large"
            value={ambition.answers[id] ?? ""}
            onChange={(value) => change({ answers: { ...ambition.answers, [id]: value } })}
          />
          <details className="examples no-print">
            <summary>
              {words.examplesTitle} <span className="visually-hidden">({title})</span>
            </summary>
            <ul className="words">
              {words.examples[id].map((example) => (
                <li key={example}>{example}</li>
              ))}
            </ul>
          </details>
        </div>
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
              {standings !== null && <p className="caption">{standings[id] ?? words.noStanding}</p>}
            </div>
          ))}
        </div>
      </section>
      <div>
        <Switch label={words.draft} checked={ambition.draft} onChange={(_, { checked: draft }) => change({ draft })} />
        <Switch
          label={words.share}
          aria-describedby={readersId}
          checked={ambition.shared}
          disabled={readers.length === 0 && !ambition.shared}
          onChange={(_, { checked }) => share(checked)}
        />
        <p id={readersId} className="quiet">
          {readersWords(readers, mine?.shared ?? false, text)}
        </p>
      </div>
      <div role="status">{save.isSuccess && <p className="notice">{words.saved}</p>}</div>
      <FormFooter form={form} request={save} label={words.save} outcome={text.myWeek.notSaved} />
    </form>
  );
}

/** Who reads it, before it is shared and while it is. */
function readersWords(readers: readonly string[], isShared: boolean, text: TabText): string {
  const words = ambitionText(text);
  if (readers.length === 0) return words.shareWithNobody;
  const names = new Intl.ListFormat(text.locale).format(readers);
  return isShared ? words.sharedWith(names) : words.shareWith(names);
}

function withTarget(targets: AmbitionItem["targets"], id: string, value: string): AmbitionItem["targets"] {
  const { [id]: _, ...others } = targets;
  const level = aims.find((aim: UsageLevel) => aim === value);
  return level === undefined ? others : { ...others, [id]: level };
}
