import { Field, Input } from "@fluentui/react-components";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { CitizenCasesAnswer, NewCitizenCase } from "../../../bot/api/contract.ts";
import {
  type CitizenAlternative,
  type CitizenOutcome,
  type CitizenReason,
  citizenAlternatives,
  citizenOutcomes,
  citizenReasons,
} from "../../../bot/domain/vocabulary.ts";
import { Checkbox } from "../../components/checkbox.tsx";
import { Choose } from "../../components/choose.tsx";
import { FormFooter, useGuardedForm } from "../../components/form.tsx";
import { GuardedText } from "../../components/guarded-text.tsx";
import { Segments } from "../../components/segments.tsx";
import { useSession } from "../../session.ts";

interface CaseFormProps {
  teams: CitizenCasesAnswer["teams"];
  onSaved: () => void;
  onCancel: () => void;
}

/** Logs a citizen without identifying them. What is typed stays until it is stored. */
export function CaseForm({ teams, onSaved, onCancel }: CaseFormProps) {
  const { api, text } = useSession();
  const words = text.citizens;
  // Minted once, so that sending it again after a lost answer stores it once.
  const [id] = useState(() => crypto.randomUUID());
  const [teamId, setTeamId] = useState(teams[0]?.id ?? "");
  const [solutionId, setSolutionId] = useState("");
  const [reasons, setReasons] = useState<CitizenReason[]>([]);
  const [instead, setInstead] = useState<CitizenAlternative[]>([]);
  const [outcome, setOutcome] = useState<CitizenOutcome>("open");
  const [followUpOn, setFollowUpOn] = useState("");
  const [note, setNote] = useState("");
  const save = useMutation({
    mutationFn: (body: NewCitizenCase) => api.send<CitizenCasesAnswer>("POST", "/api/citizen-cases", body),
    onSuccess: onSaved,
  });

  const solutions = teams.find((team) => team.id === teamId)?.solutions ?? [];
  const form = useGuardedForm({
    texts: [note],
    isWhole: reasons.length > 0,
    send: (confirmed) =>
      save.mutate({
        id,
        teamId,
        reasons,
        instead,
        outcome,
        confirmed,
        ...(solutionId === "" ? {} : { solutionId }),
        ...(followUpOn === "" ? {} : { followUpOn }),
        ...(note.trim() === "" ? {} : { note }),
      }),
  });

  return (
    <form className="case-form form is-wide" onSubmit={form.submit} noValidate>
      <h2>{words.formTitle}</h2>
      <p className="notice">
        <strong>{words.noPersonalData}</strong>
      </p>
      <div className="controls">
        {teams.length > 1 && <Choose label={words.team} options={teams} value={teamId} onChange={setTeamId} />}
        <Choose
          label={words.solution}
          empty={words.noSolution}
          options={solutions}
          value={solutionId}
          onChange={setSolutionId}
        />
      </div>
      <Choices
        legend={words.reasons}
        ids={citizenReasons}
        labels={text.vocabulary.citizenReason}
        chosen={reasons}
        onChange={setReasons}
      />
      {form.isTried && reasons.length === 0 && (
        <p className="notice notice-error" role="alert">
          {words.reasonsRequired}
        </p>
      )}
      <Choices
        legend={words.instead}
        ids={citizenAlternatives}
        labels={text.vocabulary.citizenAlternative}
        chosen={instead}
        onChange={setInstead}
      />
      <div className="controls">
        <Segments
          legend={words.outcome}
          options={citizenOutcomes}
          labels={text.vocabulary.citizenOutcome}
          value={outcome}
          onChange={setOutcome}
        />
        <Field label={words.followUp}>
          <Input type="date" value={followUpOn} onChange={(_, { value }) => setFollowUpOn(value)} />
        </Field>
      </div>
      <GuardedText label={words.note} value={note} onChange={setNote} />
      <FormFooter
        form={form}
        request={save}
        label={words.save}
        outcome={text.myWeek.notSaved}
        cancelLabel={words.cancel}
        onCancel={onCancel}
      />
    </form>
  );
}

interface ChoicesProps<Id extends string> {
  legend: string;
  ids: readonly Id[];
  labels: Record<Id, string>;
  chosen: Id[];
  onChange: (chosen: Id[]) => void;
}

function Choices<Id extends string>({ legend, ids, labels, chosen, onChange }: ChoicesProps<Id>) {
  return (
    <fieldset className="choices">
      <legend>{legend}</legend>
      <div className="columns">
        {ids.map((id) => (
          <Checkbox
            key={id}
            label={labels[id]}
            checked={chosen.includes(id)}
            onChange={(_, { checked }) => onChange(checked ? [...chosen, id] : chosen.filter((other) => other !== id))}
          />
        ))}
      </div>
    </fieldset>
  );
}
