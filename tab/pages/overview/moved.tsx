import type { AdoptionAnswer, SolutionSpread, TeamSolution } from "../../../bot/api/contract.ts";
import { type Direction, pointsOf, type Span, spanIds } from "../../../bot/domain/check-in/change.ts";
import { weekNumber } from "../../dates.ts";
import { useSession } from "../../session.ts";

/** Whether use rises or falls by more than chance, in a word. */
export function DirectionWord({ direction }: { direction: Direction }) {
  const { text } = useSession();
  return direction === "unknown" ? text.overview.trendUnknown : text.overview[direction];
}

interface MovedProps {
  changes: SolutionSpread["changes"];
  /** What answered both times. */
  ofWhat?: "both" | "bothEstimates";
}

/** Points of the share against four weeks, a quarter and a year ago, each with how many answered both times. */
export function Moved({ changes, ofWhat = "both" }: MovedProps) {
  const { text } = useSession();
  const words = text.change;
  const known = spanIds.flatMap((span) => {
    const points = pointsOf(changes[span]);
    return points === null ? [] : [{ span, points, both: changes[span].both }];
  });
  if (known.length === 0) return <p className="moved">{words.nothing}</p>;
  const signed = new Intl.NumberFormat(text.locale, { signDisplay: "exceptZero" });
  return (
    <ul className="moved">
      {known.map(({ span, points, both }) => (
        <li key={span}>
          <span className="strong">
            {words.points(signed.format(points).replace("-", "\u2212"), words.spans[span])}
          </span>{" "}
          <span className="quiet">({words[ofWhat](both)})</span>
        </li>
      ))}
    </ul>
  );
}

/** How one team's use has moved, in levels. */
export function TeamMoved({ solution }: { solution: TeamSolution }) {
  const { text } = useSession();
  const { latest, before } = solution;
  const words = text.change;
  const known = latest === null ? [] : spanIds.filter((span) => before[span] !== undefined);
  if (latest === null || known.length === 0) return <p className="quiet">{words.nothing}</p>;
  return (
    <ul className="capital-lines">
      {known.map((span) => (
        <li key={span}>{sentence(span)}</li>
      ))}
    </ul>
  );

  function sentence(span: Span): string {
    const { usage } = text.vocabulary;
    const [from, to] = [before[span], latest?.level];
    if (from === undefined || to === undefined) return "";
    return from === to
      ? words.same(usage[to], words.spans[span])
      : words.fromTo(usage[from], usage[to], words.spans[span]);
  }
}

/** Says where the question got other words, if it did in the weeks shown. */
export function Breaks({ breaks }: Pick<AdoptionAnswer, "breaks">) {
  const { text } = useSession();
  if (breaks.length === 0) return null;
  return <p className="caption">{breaks.map((week) => text.change.broken(weekNumber(week))).join(" ")}</p>;
}
