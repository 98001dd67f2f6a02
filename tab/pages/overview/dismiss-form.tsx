import { Field, Input } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { Attention, Dismissal } from "../../../bot/api/contract.ts";
import { ApiError } from "../../api.ts";
import { FormFooter } from "../../components/form.tsx";
import { useMe, useSession } from "../../session.ts";
import { daysAfter } from "../barriers/words.ts";
import { areaSearch } from "./paths.ts";

const suggestedDays = 28;

interface DismissFormProps {
  warningId: string;
  /** The area that is looked at; null is everything. */
  area: string | null;
  onCancel: () => void;
}

/** Puts a warning aside with a reason and a date; what was typed stays until it is stored. */
export function DismissForm({ warningId, area, onCancel }: DismissFormProps) {
  const { api, text } = useSession();
  const me = useMe();
  const queries = useQueryClient();
  const [reason, setReason] = useState("");
  const [until, setUntil] = useState(() => daysAfter(me.today, suggestedDays));
  const dismiss = useMutation({
    mutationFn: (body: Dismissal) =>
      api.send<Attention>("PUT", `/api/attention/${encodeURIComponent(warningId)}${areaSearch(area)}`, body),
    onSuccess: (left) => {
      queries.setQueryData(["attention", area], left);
      void queries.invalidateQueries({ queryKey: ["attention"], refetchType: "none" });
    },
  });
  const mustConfirm = dismiss.error instanceof ApiError && dismiss.error.problem?.code === "personalDataWarning";
  const words = text.attention;
  function submit(event: FormEvent) {
    event.preventDefault();
    dismiss.mutate({ reason, until, confirmed: mustConfirm });
  }
  return (
    <form className="form" onSubmit={submit}>
      <Field label={words.dismissReason}>
        <Input value={reason} maxLength={1000} onChange={(_, { value }) => setReason(value)} />
      </Field>
      <Field label={words.dismissUntil}>
        <Input type="date" value={until} min={daysAfter(me.today, 1)} onChange={(_, { value }) => setUntil(value)} />
      </Field>
      <FormFooter
        request={dismiss}
        label={mustConfirm ? words.confirm : words.dismissSave}
        outcome=""
        cancelLabel={text.myWeek.cancel}
        onCancel={onCancel}
      />
    </form>
  );
}
