import { Button, Field, Select } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { BarrierChoices, BarrierReport } from "../../../bot/api/contract.ts";
import {
  type BarrierDetail,
  barrierCategories,
  barrierCategoryIds,
  barrierDetails,
  type ContactWish,
  contactWishes,
} from "../../../bot/domain/vocabulary.ts";
import { ApiError } from "../../api.ts";
import { ConfirmNobody, GuardedText, judge } from "../../components/guarded-text.tsx";
import { useSession } from "../../session.ts";
import { barriersKey } from "./use-barriers.ts";

interface ReportFormProps {
  teams: BarrierChoices["report"];
  onDone: () => void;
  onCancel: () => void;
}

/** Tells the navigators that something is in the way. Sending it twice stores it once: the id is made here. */
export function ReportForm({ teams, onDone, onCancel }: ReportFormProps) {
  const { api, text } = useSession();
  const words = text.barriers.report;
  const queries = useQueryClient();
  const [id] = useState(() => crypto.randomUUID());
  const [teamId, setTeamId] = useState(teams.length === 1 ? (teams[0]?.id ?? "") : "");
  const [solutionId, setSolutionId] = useState("");
  const [detail, setDetail] = useState<BarrierDetail | "">("");
  const [consequence, setConsequence] = useState("");
  const [contact, setContact] = useState<ContactWish>("none");
  const [confirmed, setConfirmed] = useState(false);
  const [isTried, setTried] = useState(false);
  const report = useMutation({
    mutationFn: (body: BarrierReport) => api.send("POST", "/api/barriers", body),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: [barriersKey] });
      onDone();
    },
  });
  const team = teams.find((candidate) => candidate.id === teamId);
  const verdict = judge(consequence);
  const isWhole = teamId !== "" && solutionId !== "" && detail !== "";

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    const isHeld = verdict === "blocked" || (verdict === "confirm" && !confirmed);
    if (!isWhole || isHeld) return;
    const category = barrierCategoryIds.find((group) => barrierCategories[group].some((one) => one === detail));
    if (category === undefined) return;
    const written = consequence.trim();
    const told = { category, detail, contact, ...(written === "" ? {} : { consequence: written, confirmed }) };
    report.mutate({ id, teamId, solutionId, told });
  }
  const problem = report.error instanceof ApiError ? report.error.problem : null;
  return (
    <form className="action-form" onSubmit={submit} noValidate>
      <Field label={words.team} required>
        <Select
          value={teamId}
          onChange={(_, { value }) => {
            setTeamId(value);
            setSolutionId("");
          }}
        >
          <option value="">{text.barriers.form.choose}</option>
          {teams.map(({ id: key, name }) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={words.solution} required>
        <Select value={solutionId} disabled={team === undefined} onChange={(_, { value }) => setSolutionId(value)}>
          <option value="">{text.barriers.form.choose}</option>
          {team?.solutions.map(({ id: key, name }) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={words.detail} required>
        <Select
          value={detail}
          onChange={(_, { value }) => setDetail(barrierDetails.find((known) => known === value) ?? "")}
        >
          <option value="">{text.barriers.form.choose}</option>
          {barrierCategoryIds.map((group) => (
            <optgroup key={group} label={text.vocabulary.category[group]}>
              {barrierCategories[group].map((key) => (
                <option key={key} value={key}>
                  {text.vocabulary.detail[key]}
                </option>
              ))}
            </optgroup>
          ))}
        </Select>
      </Field>
      <GuardedText
        label={words.consequence}
        value={consequence}
        onChange={setConsequence}
        hint={text.barriers.form.hint}
      />
      <Field label={words.contact}>
        <Select
          value={contact}
          onChange={(_, { value }) => setContact(contactWishes.find((known) => known === value) ?? "none")}
        >
          {contactWishes.map((key) => (
            <option key={key} value={key}>
              {text.vocabulary.contact[key]}
            </option>
          ))}
        </Select>
      </Field>
      <ConfirmNobody verdict={verdict} confirmed={confirmed} onChange={setConfirmed} />
      {isTried && !isWhole && (
        <p className="notice notice-error" role="alert">
          {words.chooseAll}
        </p>
      )}
      {report.isError && (
        <p className="notice notice-error" role="alert">
          {text.barriers.item.notSaved} {problem?.userMessage || text.state.offline}
        </p>
      )}
      <div className="form-buttons">
        <Button type="submit" appearance="primary" disabled={report.isPending}>
          {words.send}
        </Button>
        <Button appearance="subtle" onClick={onCancel}>
          {text.barriers.form.cancel}
        </Button>
      </div>
    </form>
  );
}
