import type { Card } from "../channel.ts";
import { type Change, type Direction, pointsOf } from "../domain/check-in/change.ts";
import type { IsoDate } from "../domain/organisation.ts";
import type { Text } from "../text/text.ts";
import { atStart } from "../text/wording.ts";
import { card, execute, facts, heading, openUrl, paragraph, subtle } from "./card.ts";

/** What the card tells of a quarter. */
export interface ShownQuarter {
  quarter: { id: string };
  place: { name: string };
  openUntil: IsoDate | null;
  figures: {
    solutions: { name: string; everyday: number; known: number; since: Change; direction: Direction }[];
    decisions: readonly unknown[];
  };
}

const mostLines = 12;

/** That the quarter has ended: how far each solution has come, until when it can be written in, and the way to have no more of it. */
export function quarterCard(
  { quarter, place, openUntil, figures }: ShownQuarter,
  link: string | null,
  text: Text,
): Card {
  const { quarter: words, decidedInQuarter } = text.asked;
  const [year = "", number = ""] = quarter.id.split("-Q");
  const lines = figures.solutions
    .slice(0, mostLines)
    .map((one): [string, string] => [atStart(one.name), said(one, text)]);
  return card(
    [
      heading(words.title),
      subtle(`${place.name}, ${words.name(number, year)}`),
      ...(lines.length === 0 ? [] : [facts(lines)]),
      ...(figures.decisions.length === 0 ? [] : [paragraph(decidedInQuarter(figures.decisions.length))]),
      ...(openUntil === null ? [] : [paragraph(words.write(text.date(openUntil)))]),
      subtle(text.asked.estimate),
    ],
    [link === null ? null : openUrl(words.open, link), execute(words.stop, "quarter/stop", {}, { seldom: true })],
  );
}

function said(one: ShownQuarter["figures"]["solutions"][number], { asked }: Text): string {
  if (one.known === 0) return asked.quarter.none;
  const share = asked.share(one.everyday, one.known, Math.round((one.everyday / one.known) * 100));
  const points = pointsOf(one.since);
  if (points === null) return share;
  const signed = points > 0 ? `+${points}` : points < 0 ? `−${-points}` : "0";
  return `${share} ${asked.moved(signed, asked.spans.quarter, one.since.both, asked.directions[one.direction])}`;
}

/** What was chosen about the word once a quarter, with the way back. */
export function quarterChosenCard(isWanted: boolean, { asked: { quarter } }: Text): Card {
  return card(
    [heading(quarter.title), paragraph(isWanted ? quarter.started : quarter.stopped)],
    [execute(isWanted ? quarter.stop : quarter.start, isWanted ? "quarter/stop" : "quarter/start", {})],
  );
}
