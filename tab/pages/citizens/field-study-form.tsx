import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { FieldStudiesAnswer, NewFieldStudy } from "../../../bot/api/contract.ts";
import { Checkbox } from "../../components/checkbox.tsx";
import { Choose } from "../../components/choose.tsx";
import { DateField } from "../../components/date-field.tsx";
import { FormFooter, useGuardedForm } from "../../components/form.tsx";
import { GuardedFields } from "../../components/guarded-fields.tsx";
import { useSay } from "../../components/say.tsx";
import { useMe, useSession } from "../../session.ts";
import { useReportTeams } from "../barriers/use-choices.ts";
import { citizenSteps } from "./steps-text.ts";

const fields = ["using", "notUsing", "idea"] as const;

/** What was learned on a visit, and nothing of who was visited: there is no field for that. */
export function FieldStudyForm({ onDone }: { onDone: () => void }) {
  const { api, text } = useSession();
  const me = useMe();
  const queries = useQueryClient();
  const say = useSay();
  const words = citizenSteps(text).act.form;
  const [id] = useState(() => crypto.randomUUID());
  const teams = useReportTeams() ?? [];
  const [written, setWritten] = useState({ teamId: "", solutionId: "", on: me.today, shareable: false });
  const [texts, setTexts] = useState({ using: "", notUsing: "", idea: "" });
  const teamId = written.teamId || (teams[0]?.id ?? "");
  const keep = useMutation({
    mutationFn: (body: NewFieldStudy) => api.send<FieldStudiesAnswer>("POST", "/api/field-studies", body),
    onSuccess: () => {
      say({ words: words.saved });
      void queries.invalidateQueries({ queryKey: ["field-studies"] });
      onDone();
    },
  });
  const lacksWords = Object.values(texts).every((one) => one.trim() === "");
  const form = useGuardedForm({
    texts,
    request: keep,
    isWhole: !lacksWords && written.on !== "" && teamId !== "",
    send: (confirmed) => {
      const { solutionId, ...rest } = written;
      keep.mutate({ id, ...rest, teamId, ...texts, ...(solutionId === "" ? {} : { solutionId }), confirmed });
    },
  });
  return (
    <form className="form" onSubmit={form.submit} noValidate>
      <p className="notice">{text.citizens.noPersonalData}</p>
      {teams.length > 1 && (
        <Choose
          label={words.team}
          options={teams}
          value={teamId}
          onChange={(value) => setWritten({ ...written, teamId: value, solutionId: "" })}
        />
      )}
      <Choose
        label={words.solution}
        empty={words.noSolution}
        options={teams.find((team) => team.id === teamId)?.solutions ?? []}
        value={written.solutionId}
        onChange={(value) => setWritten({ ...written, solutionId: value })}
      />
      <DateField label={words.on} value={written.on} onChange={(on) => setWritten({ ...written, on })} />
      <GuardedFields
        fields={fields}
        form={form}
        labels={words}
        texts={texts}
        onChange={setTexts}
        errors={{ using: form.isTried && lacksWords ? words.needWords : undefined }}
      />
      <Checkbox
        label={words.shareable}
        checked={written.shareable}
        onChange={(_, { checked }) => setWritten({ ...written, shareable: checked === true })}
      />
      <FormFooter
        form={form}
        request={keep}
        label={words.save}
        outcome={text.myWeek.notSaved}
        cancelLabel={text.citizens.cancel}
        onCancel={onDone}
      />
    </form>
  );
}
