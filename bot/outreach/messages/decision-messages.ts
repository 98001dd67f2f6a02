import { decisionDueCard } from "../../cards/decision-card.ts";
import { textFor } from "../../text/text.ts";
import { dueDecision } from "../../use-cases/decision/decisions.ts";
import { type PurposeHandler, reachable } from "./purposes.ts";
import type { TabLink } from "./tab-link.ts";

/** Asks the owner of a decision about it on its date, while it is open and they may say what became of it. */
export function decisionPurpose(linkTo: TabLink): PurposeHandler {
  return {
    neverRepeat: false,
    async prepare({ store, tenantId, directory, message, conversation, now }) {
      const stored = await store.read(tenantId, "decision", message.subject);
      const errand = { store, actor: { tenantId, personId: message.recipient }, directory, now };
      const due = stored === undefined ? null : dueDecision(errand, stored.value);
      if (due === null) return { act: "cancel", reason: "notWanted" };
      const reached = reachable(conversation);
      if ("reason" in reached) return { act: "wait", reason: reached.reason };
      const text = textFor(directory.people.get(message.recipient)?.language ?? "da");
      const card = decisionDueCard({ ...due, link: linkTo("/overview/decisions") }, text);
      const { kinds, dueTitle, fileTitle } = text.lift.decisions;
      const summary = (due.due > due.today ? fileTitle : dueTitle)(kinds[due.kind]);
      return { act: "send", conversation: reached.conversation, card, summary };
    },
  };
}
