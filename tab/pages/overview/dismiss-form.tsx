import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Attention, Dismissal } from "../../../bot/api/contract.ts";
import { DateField } from "../../components/date-field.tsx";
import { FormFooter, useGuardedForm } from "../../components/form.tsx";
import { GuardedText } from "../../components/guarded-text.tsx";
import { useSay } from "../../components/say.tsx";
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
  const say = useSay();
  const [reason, setReason] = useState("");
  const [until, setUntil] = useState(() => daysAfter(me.today, suggestedDays));
  const dismiss = useMutation({
    mutationFn: (body: Dismissal) =>
      api.send<Attention>("PUT", `/api/attention/${encodeURIComponent(warningId)}${areaSearch(area)}`, body),
    onSuccess: (left) => {
      say({ words: text.attention.isDismissed });
      queries.setQueryData(["attention", area], left);
      void queries.invalidateQueries({ queryKey: ["attention"], refetchType: "none" });
    },
  });
  const words = text.attention;
  const form = useGuardedForm({
    texts: { reason },
    isWhole: true,
    send: (confirmed) => dismiss.mutate({ reason, until, confirmed }),
    request: dismiss,
  });
  return (
    <form className="form" onSubmit={form.submit} noValidate>
      <GuardedText
        field="reason"
        form={form}
        label={words.dismissReason}
        value={reason}
        onChange={setReason}
        rows={2}
      />
      <DateField label={words.dismissUntil} value={until} min={daysAfter(me.today, 1)} onChange={setUntil} />
      <FormFooter
        form={form}
        request={dismiss}
        label={words.dismissSave}
        outcome=""
        cancelLabel={text.myWeek.cancel}
        onCancel={onCancel}
      />
    </form>
  );
}
