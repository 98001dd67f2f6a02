import { useQuery } from "@tanstack/react-query";
import type { BarrierDetailAnswer, BarrierItem } from "../../../bot/api/contract.ts";
import { Modal } from "../../components/modal.tsx";
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

/** What a move needs before it is made; giving up leaves the card where it was. */
export function ActionDialog({ item, choice, onDone, onCancel }: ActionDialogProps) {
  const { text } = useSession();
  const helpers = useHelpers(item.id, choice === "assign");
  return (
    <Modal title={text.barriers.form.title(text.barriers.actions[choice], titleOf(item, text))} onCancel={onCancel}>
      <p className="quiet">{item.teamName}</p>
      {choice === "startTrial" && <StartTrialForm barrier={item} onDone={onDone} onCancel={onCancel} />}
      {isAsked(choice) && (
        <ActionForm item={item} choice={choice} helpers={helpers} onDone={onDone} onCancel={onCancel} />
      )}
    </Modal>
  );
}

/** Whom a barrier can be given to; nobody until that is known, and where it is not asked. */
export function useHelpers(id: string | undefined, isWanted: boolean): { id: string; name: string }[] {
  const { api } = useSession();
  const answer = useQuery({
    queryKey: ["barrier", id],
    queryFn: ({ signal }) => api.get<BarrierDetailAnswer>(`/api/barriers/${encodeURIComponent(id ?? "")}`, signal),
    enabled: isWanted && id !== undefined,
  });
  return answer.data?.assignable ?? [];
}
