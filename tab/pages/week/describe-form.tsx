import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { BarrierChange, BarrierDetailAnswer, ReportedBarrier } from "../../../bot/api/contract.ts";
import { FormFooter, useGuardedForm } from "../../components/form.tsx";
import { useSession } from "../../session.ts";
import { DescriptionFields, descriptionOf, useDescription } from "../barriers/description-fields.tsx";
import { barriersKey } from "../barriers/use-barriers.ts";

interface DescribeFormProps {
  barrier: ReportedBarrier;
  onDone: () => void;
  onCancel: () => void;
}

/** Tells what a flag in the check-in was about. What is written stays until it is stored. */
export function DescribeForm({ barrier, onDone, onCancel }: DescribeFormProps) {
  const { api, text } = useSession();
  const queries = useQueryClient();
  const { written, change } = useDescription();
  const describe = useMutation({
    mutationFn: (body: BarrierChange) =>
      api.send<BarrierDetailAnswer>("PATCH", `/api/barriers/${encodeURIComponent(barrier.id)}`, body),
    onSuccess: async () => {
      void queries.invalidateQueries({ queryKey: [barriersKey] });
      void queries.invalidateQueries({ queryKey: ["barrier", barrier.id] });
      await queries.invalidateQueries({ queryKey: ["check-ins"] });
      onDone();
    },
  });
  const form = useGuardedForm({
    texts: { consequence: written.consequence },
    request: describe,
    isWhole: written.detail !== "",
    send: (confirmed) => {
      const description = descriptionOf(written, confirmed);
      if (description !== null) describe.mutate({ action: "describe", ...description });
    },
  });
  return (
    <form
      className="form"
      aria-label={text.myWeek.describeLabel(barrier.solutionName)}
      onSubmit={form.submit}
      noValidate
    >
      <DescriptionFields form={form} written={written} change={change} />
      {form.isTried && written.detail === "" && (
        <p className="notice notice-error" role="alert">
          {text.myWeek.chooseDetail}
        </p>
      )}
      <FormFooter form={form} request={describe} label={text.barriers.report.send} onCancel={onCancel} />
    </form>
  );
}
