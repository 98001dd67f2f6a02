import { screeningCard, screeningTitle, type ToldScreening } from "../../cards/screening-card.ts";
import { solutionName } from "../../domain/organisation.ts";
import type { Screening } from "../../domain/screening.ts";
import { textFor } from "../../text/text.ts";
import { mayAnswerScreening } from "../../use-cases/screening/may-ask.ts";
import { type PurposeHandler, type PurposeHandlers, reachable } from "./purposes.ts";
import type { TabLink } from "./tab-link.ts";

/** What is told of a question to the adviser, while it is still so. */
export function screeningPurposes(linkTo: TabLink): PurposeHandlers {
  return {
    screeningAsked: purpose(linkTo, "screeningAsked"),
    screeningAnswered: purpose(linkTo, "screeningAnswered"),
    screeningLate: purpose(linkTo, "screeningLate"),
  };
}

function purpose(linkTo: TabLink, news: ToldScreening["news"]): PurposeHandler {
  return {
    // That it is late is told once, or not at all.
    neverRepeat: news === "screeningLate",
    async prepare({ store, tenantId, directory, message, conversation, now }) {
      const screening = (await store.read(tenantId, "screening", message.subject))?.value;
      const wanted = news === "screeningAnswered" ? "answered" : "open";
      if (screening?.state !== wanted) return { act: "cancel", reason: "notWanted" };
      const { recipient } = message;
      const errand = { directory, actor: { tenantId, personId: recipient }, now };
      const isAdviser = wanted === "open" && screening.by !== recipient && mayAnswerScreening(errand, screening);
      if (news === "screeningAsked" && !mayAnswerScreening(errand, screening)) {
        return { act: "cancel", reason: "notWanted" };
      }
      const reached = reachable(conversation);
      if ("reason" in reached) return { act: "wait", reason: reached.reason };
      const text = textFor(directory.people.get(recipient)?.language ?? "da");
      const { solutionId, teamIds } = screening;
      const told: ToldScreening = {
        ...{ screening, news, isAdviser: isAdviser || news === "screeningAsked" },
        askedBy: directory.people.get(screening.by)?.name ?? "",
        solutionName: solutionId === null ? null : solutionName(directory, solutionId, teamIds[0] ?? ""),
        link: linkTo(isAdviser || news === "screeningAsked" ? "/advice" : placeOf(screening)),
      };
      const summary = screeningTitle(told, text);
      return { act: "send", conversation: reached.conversation, card: screeningCard(told, text), summary };
    },
  };
}

/** Where in the tab what is asked about stands. */
function placeOf({ about, aboutId }: Screening): string {
  const id = encodeURIComponent(aboutId);
  if (about === "barrier") return `/barriers/${id}`;
  return about === "solution" ? `/overview/solution/${id}` : `/trials/${id}`;
}
