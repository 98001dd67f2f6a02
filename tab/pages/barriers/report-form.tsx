import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { BarrierReport } from "../../../bot/api/contract.ts";
import { Choose } from "../../components/choose.tsx";
import { FormFooter, useGuardedForm } from "../../components/form.tsx";
import { useSession } from "../../session.ts";
import { DescriptionFields, descriptionOf, useDescription } from "./description-fields.tsx";
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
  const { written, change } = useDescription();
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
    texts: { consequence: written.consequence },
    request: report,
    isWhole,
    send: (confirmed) => {
      const description = descriptionOf(written, confirmed);
      if (description !== null) report.mutate({ id, teamId, solutionId, told: description });
    },
  });
  return (
    <form className="form" onSubmit={form.submit} noValidate>
      <Choose
        label={words.team}
        empty={text.barriers.form.choose}
        options={teams}
        value={teamId}
        onChange={(value) => {
          setTeamId(value);
          setSolutionId("");
        }}
        required
      />
      <Choose
        label={words.solution}
        empty={text.barriers.form.choose}
        options={team?.solutions ?? []}
        value={solutionId}
        onChange={setSolutionId}
        disabled={team === undefined}
        required
      />
      <DescriptionFields form={form} written={written} change={change} />
      {form.isTried && !isWhole && (
        <p className="notice notice-error" role="alert">
          {words.chooseAll}
        </p>
      )}
      <FormFooter form={form} request={report} label={words.send} onCancel={onCancel} />
    </form>
  );
}
