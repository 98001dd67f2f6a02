import { Button, Field, Select } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { BarrierReport } from "../../../bot/api/contract.ts";
import { ApiError } from "../../api.ts";
import { useSession } from "../../session.ts";
import { ToldFields, useTold } from "./told-fields.tsx";
import { barriersKey } from "./use-barriers.ts";
import { useReportTeams } from "./use-choices.ts";

interface ReportFormProps {
  onDone: () => void;
  onCancel: () => void;
}

/** Tells the navigators that something is in the way. Sending it twice stores it once: the id is made here. */
export function ReportForm({ onDone, onCancel }: ReportFormProps) {
  const { api, text } = useSession();
  const words = text.barriers.report;
  const queries = useQueryClient();
  const teams = useReportTeams() ?? [];
  const [id] = useState(() => crypto.randomUUID());
  const [teamId, setTeamId] = useState(teams.length === 1 ? (teams[0]?.id ?? "") : "");
  const [solutionId, setSolutionId] = useState("");
  const { written, change, told } = useTold();
  const [isTried, setTried] = useState(false);
  const report = useMutation({
    mutationFn: (body: BarrierReport) => api.send("POST", "/api/barriers", body),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: [barriersKey] });
      onDone();
    },
  });
  const team = teams.find((candidate) => candidate.id === teamId);
  const isWhole = teamId !== "" && solutionId !== "" && written.detail !== "";

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (isWhole && told !== null) report.mutate({ id, teamId, solutionId, told });
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
      <ToldFields written={written} change={change} />
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
