import type { Card } from "../channel.ts";
import type { BarrierFigures, BarrierStanding } from "../domain/barrier/digest.ts";
import { weekNumber } from "../domain/calendar.ts";
import type { Instant } from "../domain/organisation.ts";
import type { Text } from "../text/text.ts";
import { card, facts, heading, paragraph } from "./card.ts";

/**
 * How the week went, or the weeks from `fromWeek` on when the ones before were quiet, for navigators: counts and typical times, never who
 * was how fast.
 */
export function digestCard(
  figures: BarrierFigures & { fromWeek: number | null },
  standing: BarrierStanding & { oldestTeam: string },
  now: Instant,
  text: Text,
): Card {
  const { digest } = text.loop;
  const counts = [
    [digest.reported, figures.reported],
    [digest.taken, figures.taken],
    [digest.solved, figures.solved],
    [digest.confirmed, figures.confirmed],
    [digest.reopened, figures.reopened],
    [digest.declined, figures.declined],
    [digest.closedUnanswered, figures.closedUnanswered],
  ] as const;
  const isQuiet = counts.every(([, count]) => count === 0);
  const oldest = standing.oldestUntouched;
  return card([
    heading(digest.title(weekNumber(figures.week), figures.fromWeek)),
    isQuiet ? paragraph(digest.quiet) : facts(counts.map(([title, count]) => [title, String(count)])),
    facts([
      [digest.reaction, typical(figures.medianHoursToReaction, text)],
      [digest.toConfirmed, typical(figures.medianHoursToConfirmed, text)],
      [digest.open, String(standing.open)],
      [
        digest.oldest,
        oldest === null
          ? digest.nothingUntouched
          : digest.oldestDays(standing.oldestTeam, daysBetween(oldest.createdAt, now)),
      ],
    ]),
  ]);
}

function daysBetween(from: Instant, to: Instant): number {
  return Math.floor((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** Hours up to two days, then days. */
function typical(hours: number | null, text: Text): string {
  const { digest } = text.loop;
  if (hours === null) return digest.none;
  return hours < 48 ? digest.hours(hours) : digest.days(Math.round(hours / 24));
}
