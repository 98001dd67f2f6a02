import type { Card } from "../channel.ts";
import { localDate } from "../domain/calendar.ts";
import { followUpChoices } from "../domain/citizen/again.ts";
import type { CitizenCase } from "../domain/citizen-case.ts";
import { type CitizenOutcome, citizenOutcomes } from "../domain/vocabulary.ts";
import type { Text } from "../text/text.ts";
import { atStart } from "../text/wording.ts";
import { card, type Element, execute, heading, paragraph, strong, subtle } from "./card.ts";
import { type StandsIn, standInWords } from "./check-in-card.ts";
import { whatIsDifficult } from "./citizen-card.ts";

/** A case as its follow-up tells of it; never its note, which would stay in the chat. */
export interface FollowUpShown {
  citizenCase: CitizenCase;
  teamName: string;
  solutionName: string | null;
  /** Why it is asked of its reader, when that is not the team's leader. */
  standsIn?: StandsIn;
}

/** More come when these are answered. */
export const mostFollowUps = 5;

const answers: readonly CitizenOutcome[] = citizenOutcomes.filter((outcome) => outcome !== "open");

/** *Hvordan gik det?*: an outcome or a new date for each in one press. `note` is what the last press brought. */
export function followUpCard(cases: readonly FollowUpShown[], text: Text, note?: string): Card {
  const { followUp } = text;
  const shown = cases.slice(0, mostFollowUps);
  const left = cases.length - shown.length;
  return card([
    heading(followUp.title),
    note === undefined ? null : strong(note),
    paragraph(shown.length === 0 ? followUp.none : followUp.intro),
    ...shown.flatMap((one) => elementsOf(one, text)),
    left > 0 ? subtle(followUp.more(left)) : null,
  ]);
}

function elementsOf({ citizenCase, teamName, solutionName, standsIn = null }: FollowUpShown, text: Text): Element[] {
  const { followUp, citizenOutcome } = text;
  const { id, createdAt } = citizenCase;
  const date = text.date(localDate(createdAt));
  return [
    strong(whatIsDifficult(citizenCase, text).join(", "), { spacing: "Medium", separator: true }),
    subtle(followUp.about(teamName, solutionName === null ? followUp.inGeneral : solutionName, date)),
    ...(standsIn === null ? [] : [subtle(standInWords(standsIn, text))]),
    {
      type: "ActionSet",
      actions: answers.map((outcome) => execute(citizenOutcome[outcome], "citizen/followUp", { case: id, outcome })),
    },
    {
      type: "ActionSet",
      spacing: "Small",
      actions: followUpChoices.map((again) => execute(followUp.again[again], "citizen/followUp", { case: id, again })),
    },
  ];
}

/** What a press has brought, in a sentence. */
export function followUpNote(citizenCase: CitizenCase, text: Text, isPutOff: boolean): string {
  const { followUp, citizenOutcome } = text;
  return isPutOff && citizenCase.followUpOn !== null
    ? followUp.later(text.date(citizenCase.followUpOn))
    : followUp.answered(atStart(citizenOutcome[citizenCase.outcome]));
}
