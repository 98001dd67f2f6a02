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
  const [written, setWritten] = useState<Written>({ ...nothingWritten, teamId: teams[0]?.id ?? "" });
  const change = (part: Partial<Written>) => setWritten((before) => ({ ...before, ...part }));
  const { reasons, instead, note } = written;
  const save = useMutation({
    mutationFn: (body: NewCitizenCase) => api.send<CitizenCasesAnswer>("POST", "/api/citizen-cases", body),
    onSuccess: onSaved,
  });

  const form = useGuardedForm({
    texts: { note },
    request: save,
    isWhole: reasons.length > 0,
    send: (confirmed) => save.mutate({ id, ...caseOf(written), confirmed }),
  });
  return (
    <form className="case-form form is-wide" onSubmit={form.submit} noValidate>
      <h2>{words.formTitle}</h2>
      <p className="notice">
        <strong>{words.noPersonalData}</strong>
      </p>
      <WhereFields teams={teams} written={written} change={change} />
      <Choices
        legend={words.reasons}
        ids={citizenReasons}
        labels={text.vocabulary.citizenReason}
        chosen={reasons}
        onChange={(chosen) => change({ reasons: chosen })}
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
        onChange={(chosen) => change({ instead: chosen })}
      />
      <OutcomeFields written={written} change={change} />
      <GuardedText
        field="note"
        form={form}
        label={words.note}
        value={note}
        onChange={(value) => change({ note: value })}
      />
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

interface Written extends Required<Pick<NewCitizenCase, "teamId" | "solutionId" | "followUpOn" | "note">> {
  reasons: CitizenReason[];
  instead: CitizenAlternative[];
  outcome: CitizenOutcome;
}

const nothingWritten: Omit<Written, "teamId"> = {
  solutionId: "",
  reasons: [],
  instead: [],
  outcome: "open",
  followUpOn: "",
  note: "",
};

/** As it is sent, without what was left empty. */
function caseOf({ solutionId, followUpOn, note, ...given }: Written): Omit<NewCitizenCase, "id" | "confirmed"> {
  return {
    ...given,
    ...(solutionId === "" ? {} : { solutionId }),
    ...(followUpOn === "" ? {} : { followUpOn }),
    ...(note.trim() === "" ? {} : { note }),
  };
}

interface FieldsProps {
  written: Written;
  change: (part: Partial<Written>) => void;
}

function OutcomeFields({ written, change }: FieldsProps) {
  const { text } = useSession();
  return (
    <div className="controls">
      <Segments
        legend={text.citizens.outcome}
        options={citizenOutcomes}
        labels={text.vocabulary.citizenOutcome}
        value={written.outcome}
        onChange={(outcome) => change({ outcome })}
      />
      <Field label={text.citizens.followUp}>
        <Input type="date" value={written.followUpOn} onChange={(_, { value }) => change({ followUpOn: value })} />
      </Field>
    </div>
  );
}

interface WhereFieldsProps extends FieldsProps {
  teams: CitizenCasesAnswer["teams"];
}

function WhereFields({ teams, written, change }: WhereFieldsProps) {
  const words = useSession().text.citizens;
  const { teamId, solutionId } = written;
  const solutions = teams.find((team) => team.id === teamId)?.solutions ?? [];
  return (
    <div className="controls">
      {teams.length > 1 && (
        <Choose label={words.team} options={teams} value={teamId} onChange={(id) => change({ teamId: id })} />
      )}
      <Choose
        label={words.solution}
        empty={words.noSolution}
        options={solutions}
        value={solutionId}
        onChange={(id) => change({ solutionId: id })}
      />
    </div>
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
      <legend className="strong">{legend}</legend>
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
