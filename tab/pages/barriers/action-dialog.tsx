import { useEffect, useId, useRef } from "react";
import type { BarrierItem } from "../../../bot/api/contract.ts";
import { useSession } from "../../session.ts";
import { StartTrialForm } from "../trials/start-trial-form.tsx";
import { ActionForm, isAsked } from "./action-form.tsx";
import type { Choice } from "./moves.ts";
import { titleOf } from "./words.ts";

interface ActionDialogProps {
  item: BarrierItem;
  choice: Choice;
  onDone: () => void;
  onCancel: () => void;
}

/** What a move needs before it is made; giving up leaves the card where it was. The browser keeps the keyboard inside. */
export function ActionDialog({ item, choice, onDone, onCancel }: ActionDialogProps) {
  const { text } = useSession();
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      className="dialog boxed"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onCancel();
      }}
    >
      <h2 id={titleId}>{text.barriers.form.title(text.barriers.actions[choice], titleOf(item, text))}</h2>
      <p className="quiet">{item.teamName}</p>
      {choice === "startTrial" && <StartTrialForm barrier={item} onDone={onDone} onCancel={onCancel} />}
      {isAsked(choice) && <ActionForm item={item} choice={choice} helpers={[]} onDone={onDone} onCancel={onCancel} />}
    </dialog>
  );
}
