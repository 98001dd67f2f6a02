import type { AgreedHere, OfferedWhileNoting } from "../domain/citizen/offered.ts";
import { type CitizenAlternative, type CitizenReasonGroup, citizenReasonGroupIds } from "../domain/vocabulary.ts";
import type { Text } from "../text/text.ts";
import { actionSet, bullets, type Element, showCard, strong, subtle } from "./card.ts";
import { shortened } from "./fitting.ts";

// What the form about a citizen offers meanwhile. Nothing that is chosen in a card is known before it is sent, so what depends on the
// choice is unfolded in the card, without asking the server.

/** So many agreements, and so much of each, beside the rest of the form. */
const mostAgreed = 8;
const longestAgreed = 240;

/** One line about what has helped, else an idea; one about what is agreed when that is one thing; and the rest to unfold. */
export function offeredElements(offered: OfferedWhileNoting | undefined, text: Text): Element[] {
  if (offered === undefined) return [];
  const { group, way, byGroup } = offered;
  const agreed = offered.agreed.slice(0, mostAgreed).map((one) => agreedLine(one, text));
  const isOne = agreed.length === 1;
  const words = text.citizenSteps;
  const byEach = citizenReasonGroupIds.map(
    (id) => `${text.citizenReasonGroup[id]} – ${helpedLine(byGroup[id] ?? null, id, text)}`,
  );
  const unfolded = [
    strong(words.inspire.byReason),
    bullets(byEach),
    ...(isOne || agreed.length === 0 ? [] : [bullets(agreed)]),
  ];
  const isMore = !isOne && agreed.length > 0;
  return [
    subtle(helpedLine(way, group, text)),
    ...(isOne ? agreed.map(subtle) : []),
    actionSet([showCard(isMore ? words.inspire.unfoldAgreed : words.inspire.unfold, unfolded, [])]),
  ];
}

function helpedLine(way: CitizenAlternative | null, group: CitizenReasonGroup | undefined, text: Text): string {
  const { inspire, ideas } = text.citizenSteps;
  if (way !== null) return inspire.line(text.citizenAlternative[way]);
  const idea = ideas.find(({ groups }) => group === undefined || groups.includes(group));
  return inspire.lineIdea(idea?.words ?? "");
}

function agreedLine({ solutionName, areaName, criteria }: AgreedHere, text: Text): string {
  const words = text.citizenSteps.criteria;
  const parts = (["digital", "hybrid", "analogue", "decider"] as const).flatMap((part) => {
    const written = criteria[part];
    return written === null ? [] : [`${words[part]}: ${written}`];
  });
  const since = words.sinceOn(text.date(criteria.since));
  const about = areaName === null ? solutionName : `${solutionName} (${areaName})`;
  return `${shortened(`${words.about(about)} ${parts.join(" · ")}`, longestAgreed)} (${since})`;
}
