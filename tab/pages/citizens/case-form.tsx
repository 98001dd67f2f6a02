import { Button } from "@fluentui/react-components";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { CitizenCasesAnswer, NewCitizenCase } from "../../../bot/api/contract.ts";
import { followUpDate } from "../../../bot/domain/citizen/again.ts";
import { firstWays } from "../../../bot/domain/citizen/first-ways.ts";
import {
  type CitizenAlternative,
  type CitizenOutcome,
  type CitizenReason,
  type CitizenReasonGroup,
  citizenAlternativeGroups,
  citizenAlternatives,
  citizenOutcomes,
  citizenReasonGroupIds,
  citizenReasonGroups,
} from "../../../bot/domain/vocabulary.ts";
import type { citizenFormDa } from "../../../bot/text/da/citizens.ts";
import { Checkbox } from "../../components/checkbox.tsx";
import { Choose, named } from "../../components/choose.tsx";
import { DateField } from "../../components/date-field.tsx";
import { FormFooter, useGuardedForm } from "../../components/form.tsx";
import { GuardedText } from "../../components/guarded-text.tsx";
import { Segments } from "../../components/segments.tsx";
import { useMe, useSession } from "../../session.ts";
import { Agreed, HelpedBefore } from "./offered.tsx";
import { citizenForm, citizenSteps } from "./steps-text.ts";

interface CaseFormProps {
  teams: CitizenCasesAnswer["teams"];
  /** What is noted most often here. */
  usual: CitizenCasesAnswer["usual"];
  onSaved: () => void;
  onCancel: () => void;
}

/** Logs a citizen without identifying them. What is typed stays until it is stored. */
export function CaseForm({ teams, usual, onSaved, onCancel }: CaseFormProps) {
  const { api, text } = useSession();
  const me = useMe();
  const words = text.citizens;
  // Minted once, so that sending it again after a lost answer stores it once.
  const [id] = useState(() => crypto.randomUUID());
  const [written, setWritten] = useState<Written>({ ...nothingWritten, teamId: teams[0]?.id ?? "" });
  const change = (part: Partial<Written>) => setWritten((before) => ({ ...before, ...part }));
  const { groups, instead, note } = written;
  const save = useMutation({
    mutationFn: (body: NewCitizenCase) => api.send<CitizenCasesAnswer>("POST", "/api/citizen-cases", body),
    onSuccess: onSaved,
  });

  const form = useGuardedForm({
    texts: { note },
    request: save,
    isWhole: groups.length > 0,
    send: (confirmed) => save.mutate({ id, ...caseOf(written, me.today), confirmed }),
  });
  return (
    <form className="case-form form" onSubmit={form.submit} noValidate>
      <p className="notice">
        <strong>{words.noPersonalData}</strong>
      </p>
      <WhereFields teams={teams} written={written} change={change} />
      <Agreed teamId={written.teamId} solutionId={written.solutionId} />
      <ReasonFields usual={usual.groups} written={written} change={change} />
      {form.isTried && groups.length === 0 && (
        <p className="notice notice-error" role="alert">
          {words.reasonsRequired}
        </p>
      )}
      <HelpedBefore solutionId={written.solutionId} group={groups[0]} />
      <InsteadFields usual={usual.instead} written={written} change={change} />
      {instead.some((alternative) =>
        (citizenAlternativeGroups.exemption as readonly string[]).includes(alternative),
      ) && <p className="notice">{citizenForm(text).exemption}</p>}
      <Checkbox
        label={citizenForm(text).relatives}
        checked={written.relatives}
        onChange={(_, { checked }) => change({ relatives: checked === true })}
      />
      <OutcomeFields written={written} change={change} />
      <Checkbox
        label={citizenForm(text).helpWanted}
        checked={written.helpWanted}
        onChange={(_, { checked }) => change({ helpWanted: checked === true })}
      />
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

interface Written
  extends Required<Pick<NewCitizenCase, "teamId" | "solutionId" | "followUpOn" | "note" | "relatives" | "helpWanted">> {
  groups: CitizenReasonGroup[];
  again: Again;
  reasons: CitizenReason[];
  instead: CitizenAlternative[];
  outcome: CitizenOutcome;
}

const nothingWritten: Omit<Written, "teamId"> = {
  solutionId: "",
  groups: [],
  reasons: [],
  again: "none",
  relatives: false,
  helpWanted: false,
  instead: [],
  outcome: "open",
  followUpOn: "",
  note: "",
};

type Again = keyof typeof citizenFormDa.againChoices;
const agains: readonly Again[] = ["none", "week", "month", "quarter", "date"];

/** As it is sent, without what was left empty. */
function caseOf(written: Written, today: string): Omit<NewCitizenCase, "id" | "confirmed"> {
  const { solutionId, followUpOn, note, again, reasons, groups, ...given } = written;
  const isDetailed = (group: CitizenReasonGroup) => detailsIn(group).some((id) => reasons.includes(id));
  const date = again === "date" ? followUpOn : again === "none" ? "" : followUpDate(again, today);
  return {
    ...given,
    reasons,
    groups: groups.filter((group) => !isDetailed(group)),
    ...(solutionId === "" ? {} : { solutionId }),
    ...(date === "" ? {} : { followUpOn: date }),
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
      <Choose
        label={citizenForm(text).again}
        options={named(agains, citizenForm(text).againChoices)}
        value={written.again}
        onChange={(id) => change({ again: agains.find((one) => one === id) ?? "none" })}
      />
      {written.again === "date" && (
        <DateField
          label={citizenForm(text).date}
          value={written.followUpOn}
          onChange={(followUpOn) => change({ followUpOn })}
        />
      )}
    </div>
  );
}

function detailsIn(group: CitizenReasonGroup): readonly CitizenReason[] {
  return citizenReasonGroups[group];
}

/** The ways that are chosen most often here, and those that are chosen; the others after a press. */
function InsteadFields({ usual, written, change }: FieldsProps & { usual: readonly CitizenAlternative[] }) {
  const { text } = useSession();
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? citizenAlternatives : [...new Set([...firstWays(usual), ...written.instead])];
  return (
    <div>
      <Choices
        legend={text.citizens.instead}
        ids={shown}
        labels={text.vocabulary.citizenAlternative}
        chosen={written.instead}
        onChange={(chosen) => change({ instead: chosen })}
      />
      {!isWhole && (
        <Button size="small" appearance="subtle" onClick={() => setWhole(true)}>
          {citizenSteps(text).list.moreWays}
        </Button>
      )}
    </div>
  );
}

/** Six groups and active refusal first, the most frequent here first; the details of a group once it is chosen. */
function ReasonFields({ usual, written, change }: FieldsProps & { usual: readonly CitizenReasonGroup[] }) {
  const { text } = useSession();
  const { citizenReason, citizenReasonGroup } = text.vocabulary;
  const { groups, reasons } = written;
  const keep = (chosen: CitizenReasonGroup[]) => {
    const left = chosen.flatMap(detailsIn);
    change({ groups: chosen, reasons: reasons.filter((id) => left.includes(id)) });
  };
  return (
    <>
      <Choices
        legend={text.citizens.reasons}
        ids={usual.length === 0 ? citizenReasonGroupIds : usual}
        labels={citizenReasonGroup}
        chosen={groups}
        onChange={keep}
      />
      {citizenReasonGroupIds
        .filter((group) => groups.includes(group) && detailsIn(group).length > 1)
        .map((group) => (
          <Choices
            key={group}
            legend={citizenForm(text).detailsOf(citizenReasonGroup[group])}
            ids={detailsIn(group)}
            labels={citizenReason}
            chosen={reasons}
            onChange={(chosen) => change({ reasons: chosen })}
          />
        ))}
    </>
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
