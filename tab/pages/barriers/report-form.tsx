import { Field, Select } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { BarrierReport } from "../../../bot/api/contract.ts";
import { FormFooter, useGuardedForm } from "../../components/form.tsx";
import { useSession } from "../../session.ts";
import { ToldFields, toldOf, useTold } from "./told-fields.tsx";
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
  const { written, change } = useTold();
  const report = useMutation({
    mutationFn: (body: BarrierReport) => api.send("POST", "/api/barriers", body),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: [barriersKey] });
      onDone();
    },
  });
  const team = teams.find((candidate) => candidate.id === teamId);
  const isWhole = teamId !== "" && solutionId !== "" && written.detail !== "";

  const form = useGuardedForm({
    texts: [written.consequence],
    isWhole,
    send: (confirmed) => {
      const told = toldOf(written, confirmed);
      if (told !== null) report.mutate({ id, teamId, solutionId, told });
    },
  });
  return (
    <form className="action-form" onSubmit={form.submit} noValidate>
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
      {form.isTried && !isWhole && (
        <p className="notice notice-error" role="alert">
          {words.chooseAll}
        </p>
      )}
      <FormFooter form={form} request={report} label={words.send} onCancel={onCancel} />
    </form>
  );
}
