import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { BarrierReport } from "../../../bot/api/contract.ts";
import { FormFooter, useGuardedForm } from "../../components/form.tsx";
import { useSession } from "../../session.ts";
import { DescriptionFields, descriptionOf, useDescription } from "../barriers/description-fields.tsx";
import { barriersKey } from "../barriers/use-barriers.ts";

interface NewReportFormProps {
  about: Pick<BarrierReport, "teamId" | "solutionId">;
  onDone: () => void;
  onCancel: () => void;
}

/** Something new about a solution of which something is reported already. Sending it twice stores it once: the id is made here. */
export function NewReportForm({ about, onDone, onCancel }: NewReportFormProps) {
  const { api, text } = useSession();
  const queries = useQueryClient();
  const [id] = useState(() => crypto.randomUUID());
  const { written, change } = useDescription();
  const report = useMutation({
    mutationFn: (body: BarrierReport) => api.send("POST", "/api/barriers", body),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: [barriersKey] });
      void queries.invalidateQueries({ queryKey: ["check-ins"] });
      onDone();
    },
  });
  const form = useGuardedForm({
    texts: { consequence: written.consequence },
    request: report,
    isWhole: written.detail !== "",
    send: (confirmed) => {
      const description = descriptionOf(written, confirmed);
      if (description !== null) report.mutate({ id, ...about, told: description });
    },
  });
  return (
    <form className="form" aria-label={text.myWeek.somethingNew} onSubmit={form.submit} noValidate>
      <DescriptionFields form={form} written={written} change={change} />
      {form.isTried && written.detail === "" && (
        <p className="notice notice-error" role="alert">
          {text.myWeek.chooseDetail}
        </p>
      )}
      <FormFooter form={form} request={report} label={text.barriers.report.send} onCancel={onCancel} />
    </form>
  );
}
