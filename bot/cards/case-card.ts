import type { Card } from "../channel.ts";
import type { BarrierDetail, CitizenReason, Resolution } from "../domain/vocabulary.ts";
import type { Text } from "../text/text.ts";
import { atStart } from "../text/wording.ts";
import { card, facts, heading, subtle } from "./card.ts";

/** What has been solved, or tried to its end, as others may read it. */
export type CaseToShow =
  | {
      kind: "solved";
      solution: string;
      detail: BarrierDetail | null;
      consequence: string | null;
      resolution: Resolution | null;
      whatWorked: string | null;
    }
  | {
      kind: "trial";
      solution: string | null;
      citizenReason: CitizenReason | null;
      what: string;
      worked: "yes" | "partly" | "no" | null;
      learned: string | null;
    };

/** Its name in a list, and the line below. */
export function caseLines(found: CaseToShow, text: Text): { title: string; line: string } {
  const { search } = text.loop;
  if (found.kind === "trial") {
    const title = found.what;
    return { title, line: joined([search.trial, aboutOf(found, text), found.learned]) };
  }
  return { title: titleOf(found, text), line: joined([howOf(found, text), found.consequence]) };
}

/** Inserted in a conversation: nothing in it tells whose it was. */
export function caseCard(found: CaseToShow, text: Text): Card {
  const { search } = text.loop;
  if (found.kind === "solved") {
    return card([
      heading(titleOf(found, text)),
      facts([
        [search.meant, found.consequence],
        [search.how, howOf(found, text)],
      ]),
      subtle(search.from),
    ]);
  }
  return card([
    heading(found.what),
    facts([
      [search.about, aboutOf(found, text)],
      [search.outcome, found.worked === null ? null : search.worked[found.worked]],
      [search.learned, found.learned],
    ]),
    subtle(search.from),
  ]);
}

function titleOf({ solution, detail }: Extract<CaseToShow, { kind: "solved" }>, text: Text): string {
  const { navigator } = text.loop;
  return detail === null ? navigator.undescribed(solution) : navigator.what(atStart(solution), text.detail[detail]);
}

function howOf({ resolution, whatWorked }: Extract<CaseToShow, { kind: "solved" }>, text: Text): string {
  return joined([resolution === null ? null : text.resolution[resolution], whatWorked]);
}

function aboutOf({ solution, citizenReason }: Extract<CaseToShow, { kind: "trial" }>, text: Text): string {
  return joined([
    solution === null ? null : atStart(solution),
    citizenReason === null ? null : text.citizenReason[citizenReason],
  ]);
}

function joined(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== "").join(" – ");
}
