import { Button } from "@fluentui/react-components";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { NewReflection, ReflectionAnswer, ReflectionItem } from "../../../bot/api/contract.ts";
import { competences, reflectionSteps } from "../../../bot/domain/reflection.ts";
import type { TabText } from "../../../bot/text/da/tab.ts";
import { Choose, named } from "../../components/choose.tsx";
import { keepFile } from "../../components/export-buttons.tsx";
import { FormFooter, useGuardedForm } from "../../components/form.tsx";
import { GuardedText } from "../../components/guarded-text.tsx";
import { useSay } from "../../components/say.tsx";
import { ErrorState } from "../../components/states.tsx";
import { useSession } from "../../session.ts";
import { ambitionText } from "./words.ts";

/** A manager's own thoughts on what to practise: never shown to anybody else, never printed. */
export function Reflection() {
  const { api } = useSession();
  const reflection = useQuery({
    queryKey: ["reflection"],
    queryFn: ({ signal }) => api.get<ReflectionAnswer>("/api/reflection", signal),
  });
  if (reflection.isError) return <ErrorState error={reflection.error} onRetry={() => void reflection.refetch()} />;
  if (!reflection.data?.mine) return null;
  return <ReflectionForm first={reflection.data.mine} />;
}

const nothing: ReflectionItem = { steps: {}, practise: "" };

function ReflectionForm({ first }: { first: ReflectionItem }) {
  const { api, text } = useSession();
  const queries = useQueryClient();
  const say = useSay();
  const [written, setWritten] = useState(first);
  const words = ambitionText(text).reflection;
  const save = useMutation({
    mutationFn: (body: NewReflection) => api.send<ReflectionAnswer>("PUT", "/api/reflection", body),
    onSuccess: (answer, { practise, steps }) => {
      queries.setQueryData(["reflection"], answer);
      const isEmpty = practise.trim() === "" && Object.keys(steps).length === 0;
      say({ words: isEmpty ? words.removed : words.saved });
    },
  });
  const form = useGuardedForm({
    texts: { practise: written.practise },
    isWhole: true,
    send: (confirmed) => save.mutate({ ...written, confirmed }),
    request: save,
  });
  return (
    <section className="section no-print" aria-labelledby="reflection-title">
      <h2 id="reflection-title">{words.title}</h2>
      <p className="section-intro">{words.intro}</p>
      <form className="ambition-form form is-wide" onSubmit={form.submit}>
        <Steps steps={written.steps} onChange={(steps) => setWritten({ ...written, steps })} />
        <GuardedText
          field="practise"
          form={form}
          label={words.practise}
          hint={words.practiseHint}
          size="large"
          value={written.practise}
          onChange={(practise) => setWritten({ ...written, practise })}
        />
        <FormFooter form={form} request={save} label={words.save} outcome={text.myWeek.notSaved} />
        <p className="row">
          <Button appearance="subtle" onClick={() => keepFile(fileOf(written, text))}>
            {words.download}
          </Button>
          <Button
            appearance="subtle"
            disabled={save.isPending}
            onClick={() => {
              setWritten(nothing);
              save.mutate(nothing);
            }}
          >
            {words.remove}
          </Button>
        </p>
      </form>
      <p className="caption">{words.source}</p>
    </section>
  );
}

type Steps = ReflectionItem["steps"];

function Steps({ steps, onChange }: { steps: Steps; onChange: (steps: Steps) => void }) {
  const words = ambitionText(useSession().text).reflection;
  return (
    <div className="columns targets">
      {competences.map((id) => (
        <div key={id}>
          <Choose
            label={words.competences[id][0]}
            empty={words.noStep}
            options={named(reflectionSteps, words.steps)}
            value={steps[id] ?? ""}
            onChange={(value) => {
              const { [id]: _, ...others } = steps;
              const step = reflectionSteps.find((one) => one === value);
              onChange(step === undefined ? others : { ...others, [id]: step });
            }}
          />
          <p className="caption">{words.competences[id][1]}</p>
        </div>
      ))}
    </div>
  );
}

function fileOf({ steps, practise }: ReflectionItem, text: TabText) {
  const words = ambitionText(text).reflection;
  const lines = competences.flatMap((id) => {
    const step = steps[id];
    return step === undefined ? [] : [`${words.competences[id][0]}: ${words.steps[step]}`];
  });
  const whole = [words.title, ...lines, ...(practise === "" ? [] : [`${words.practise}: ${practise}`])];
  return { name: words.fileName, blob: new Blob([`${whole.join("\r\n")}\r\n`], { type: "text/plain;charset=utf-8" }) };
}
