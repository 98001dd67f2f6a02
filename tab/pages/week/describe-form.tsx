import { Button } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { BarrierChange, BarrierDetailAnswer, ReportedBarrier } from "../../../bot/api/contract.ts";
import { ApiError } from "../../api.ts";
import { useSession } from "../../session.ts";
import { ToldFields, useTold } from "../barriers/told-fields.tsx";
import { barriersKey } from "../barriers/use-barriers.ts";
import "../../styles/barriers.css";

interface DescribeFormProps {
  barrier: ReportedBarrier;
  onDone: () => void;
  onCancel: () => void;
}

/** Tells what a flag in the check-in was about. What is written stays until it is stored. */
export function DescribeForm({ barrier, onDone, onCancel }: DescribeFormProps) {
  const { api, text } = useSession();
  const queries = useQueryClient();
  const { written, change, told } = useTold();
  const [isTried, setTried] = useState(false);
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
  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (told !== null) describe.mutate({ action: "describe", ...told });
  }
  const problem = describe.error instanceof ApiError ? describe.error.problem : null;
  return (
    <form
      className="action-form"
      aria-label={text.myWeek.describeLabel(barrier.solutionName)}
      onSubmit={submit}
      noValidate
    >
      <ToldFields written={written} change={change} />
      {isTried && written.detail === "" && (
        <p className="notice notice-error" role="alert">
          {text.myWeek.chooseDetail}
        </p>
      )}
      {describe.isError && (
        <p className="notice notice-error" role="alert">
          {text.barriers.item.notSaved} {problem?.userMessage || text.state.offline}
        </p>
      )}
      <div className="form-buttons">
        <Button type="submit" appearance="primary" disabled={describe.isPending}>
          {text.barriers.report.send}
        </Button>
        <Button appearance="subtle" onClick={onCancel}>
          {text.barriers.form.cancel}
        </Button>
      </div>
    </form>
  );
}
