import type { UseMutationResult } from "@tanstack/react-query";
import { useState } from "react";
import type { BarrierItem, ManyAnswer, ManyChange } from "../../../bot/api/contract.ts";
import { usualWaitingDays } from "../../../bot/domain/vocabulary.ts";
import { Choose } from "../../components/choose.tsx";
import { DateField } from "../../components/date-field.tsx";
import { FormFooter, useGuardedForm } from "../../components/form.tsx";
import { GuardedText } from "../../components/guarded-text.tsx";
import { Modal } from "../../components/modal.tsx";
import { useMe, useSession } from "../../session.ts";
import { useHelpers } from "./action-dialog.tsx";
import { boardTools } from "./board-words.ts";
import { type ManyChoice, mostAtOnce, rootOf, teamsIn } from "./many-choices.ts";
import { daysAfter, titleOf } from "./words.ts";

interface ManyDialogProps {
  choice: ManyChoice;
  items: readonly BarrierItem[];
  request: UseMutationResult<ManyAnswer, Error, ManyChange>;
  onDone: () => void;
  onCancel: () => void;
}

const parkingDays = 14;

/** One confirmation that says what will happen, with what it needs: the words, the date or the person. */
export function ManyDialog({ choice, items, request, onDone, onCancel }: ManyDialogProps) {
  const { text } = useSession();
  const me = useMe();
  const words = boardTools(text).many;
  const asks = text.barriers.form;
  const [written, setWritten] = useState("");
  const [until, setUntil] = useState(daysAfter(me.today, choice === "park" ? parkingDays : usualWaitingDays));
  const [to, setTo] = useState("");
  const helpers = useHelpers(items[0]?.id, choice === "assign");
  const root = rootOf(items);
  const needsWords = choice === "ask";
  const isDated = choice === "ask" || choice === "park";
  const lacksWords = needsWords && written.trim() === "";
  const lacksDate = isDated && until <= me.today;
  const form = useGuardedForm({
    texts: { text: written },
    request,
    isWhole: !lacksWords && !lacksDate && root !== undefined && items.length <= mostAtOnce,
    send: (confirmed) => {
      const text = written.trim() === "" ? {} : { text: written.trim(), confirmed };
      const change = changeOf(choice, { text, until, to: to || null, rootId: root?.id ?? "" });
      request.mutate({ ids: items.map(({ id }) => id), change }, { onSuccess: onDone });
    },
  });
  return (
    <Modal title={words[choice]} onCancel={onCancel}>
      <p>{words.says[choice](items.length, teamsIn(items))}</p>
      {items.length > mostAtOnce && <p className="notice notice-error">{words.most(mostAtOnce)}</p>}
      <ul className="many-list caption">
        {items.slice(0, 8).map((item) => (
          <li key={item.id}>
            {titleOf(item, text)} · {item.teamName}
          </li>
        ))}
        {items.length > 8 && <li>…</li>}
      </ul>
      <form className="form" onSubmit={form.submit} noValidate>
        {choice === "assign" && (
          <Choose label={asks.assign} empty={asks.unassign} options={helpers} value={to} onChange={setTo} />
        )}
        {isDated && (
          <DateField
            label={choice === "park" ? asks.until.park : asks.until.other}
            required
            value={until}
            min={daysAfter(me.today, 1)}
            onChange={setUntil}
            error={form.isTried && lacksDate ? asks.neededDate : undefined}
          />
        )}
        {(choice === "ask" || choice === "park") && (
          <GuardedText
            field="text"
            form={form}
            label={asks[choice]}
            value={written}
            onChange={setWritten}
            hint={asks.hint}
            required={needsWords}
            error={form.isTried && lacksWords ? asks.needed : undefined}
          />
        )}
        <FormFooter form={form} request={request} label={words.confirm} onCancel={onCancel} />
      </form>
    </Modal>
  );
}

interface Given {
  text: { text?: string; confirmed?: boolean | string };
  until: string;
  to: string | null;
  rootId: string;
}

function changeOf(choice: ManyChoice, { text, until, to, rootId }: Given): ManyChange["change"] {
  switch (choice) {
    case "take":
      return { action: "take" };
    case "assign":
      return { action: "assign", to };
    case "seenBefore":
      return { action: "seenBefore", sameAs: rootId };
    case "ask":
    case "park":
      return { action: choice, until, ...text };
    default:
      return choice satisfies never;
  }
}
