import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { NewSmallStep, SmallStepItem, SmallStepsAnswer } from "../../../bot/api/contract.ts";
import { Choose, named } from "../../components/choose.tsx";
import { FormFooter, useGuardedForm } from "../../components/form.tsx";
import { GuardedText } from "../../components/guarded-text.tsx";
import { useSay } from "../../components/say.tsx";
import { weekNumber } from "../../dates.ts";
import { useSession } from "../../session.ts";
import { smallSteps } from "./board-words.ts";
import { capital, shortDate } from "./words.ts";

/** As the server has it. */
const longest = 300;
const kinds = ["task", "news"] as const;

interface StepFormProps {
  choices: SmallStepsAnswer;
  onDone: () => void;
}

/** One thing, for whom, and in which week. Sending it twice stores one: the id is made here. */
export function StepForm({ choices, onDone }: StepFormProps) {
  const { api, text } = useSession();
  const queries = useQueryClient();
  const say = useSay();
  const words = smallSteps(text).form;
  const [id] = useState(() => crypto.randomUUID());
  const [given, setGiven] = useState({ solution: "", area: "", kind: "task", week: choices.weeks[0]?.week ?? "" });
  const [written, setWritten] = useState("");
  const kind = kinds.find((one) => one === given.kind) ?? "task";
  const send = useMutation({
    mutationFn: (body: NewSmallStep) => api.send<SmallStepItem>("POST", "/api/small-steps", body),
    onSuccess: () => {
      say({ words: words.sent });
      void queries.invalidateQueries({ queryKey: ["small-steps"] });
      onDone();
    },
  });
  const { length } = written.trim();
  const lacks = { solution: given.solution === "", text: length === 0 || length > longest };
  const form = useGuardedForm({
    texts: { text: written },
    isWhole: !lacks.solution && !lacks.text,
    request: send,
    send: (confirmed) => {
      const { solution, area, week } = given;
      send.mutate({ id, solution, kind, week, text: written.trim(), confirmed, ...(area === "" ? {} : { area }) });
    },
  });
  const change = (part: Partial<typeof given>) => setGiven({ ...given, ...part });
  const date = shortDate(text.locale);
  const tooLong = length > longest ? words.tooLong : undefined;
  return (
    <form className="form" onSubmit={form.submit} noValidate>
      <Choose
        label={words.solution}
        required
        empty={text.barriers.form.choose}
        options={choices.solutions.map((one) => ({ id: one.id, name: capital(one.name) }))}
        value={given.solution}
        onChange={(solution) => change({ solution })}
        error={form.isTried && lacks.solution ? words.needSolution : undefined}
      />
      <Choose
        label={words.where}
        empty={words.everywhere}
        options={choices.areas}
        value={given.area}
        onChange={(area) => change({ area })}
      />
      <Choose
        label={words.kind}
        options={named(kinds, smallSteps(text).kinds)}
        value={kind}
        onChange={(value) => change({ kind: value })}
      />
      <GuardedText
        field="text"
        form={form}
        label={words.text[kind]}
        value={written}
        onChange={setWritten}
        hint={words.hint}
        required
        error={tooLong ?? (form.isTried && lacks.text ? words.needText : undefined)}
      />
      <Choose
        label={words.week}
        options={choices.weeks.map(({ week, monday }) => ({
          id: week,
          name: smallSteps(text).week(weekNumber(week), date(monday)),
        }))}
        value={given.week}
        onChange={(week) => change({ week })}
      />
      <FormFooter form={form} request={send} label={words.send} onCancel={onDone} />
    </form>
  );
}
