import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { BarrierFiguresAnswer } from "../../../bot/api/contract.ts";
import { FigureNotes } from "../../components/figure-notes.tsx";
import { WeekBars } from "../../components/week-bars.tsx";
import { weekNumber } from "../../dates.ts";
import { useMe, useSession } from "../../session.ts";
import { useDuration } from "./use-duration.ts";
import { daysBetween } from "./words.ts";

const weekCount = 12;
const pollMs = 30_000;

type Week = BarrierFiguresAnswer["weeks"][number];
const counted = ["reported", "taken", "solved", "confirmed", "reopened"] as const;
const inLine = ["reported", "taken", "solved"] as const;
const timed = { reaction: "medianHoursToReaction", toConfirmed: "medianHoursToConfirmed" } as const;

/** What the week has brought, in one line: the cards come first. With the weeks before it when it is unfolded. */
export function Figures() {
  const { api, text } = useSession();
  const me = useMe();
  const words = text.barriers.figures;
  const duration = useDuration();
  const figures = useQuery({
    queryKey: ["barrier-figures"],
    queryFn: ({ signal }) => api.get<BarrierFiguresAnswer>(`/api/barriers/figures?weeks=${weekCount}`, signal),
    refetchInterval: pollMs,
  });
  // The board is what matters: without its figures it is still the board.
  if (figures.data === undefined) return <div className="week-figures is-waiting" aria-hidden="true" />;
  const { weeks, now } = figures.data;
  const oldest = now.oldestUntouchedSince;
  const oldestDays = oldest === null ? null : words.days(daysBetween(oldest, me.today));
  const last = weeks.at(-1);
  const said = [
    words.title,
    ...(last === undefined ? [] : inLine.map((name) => `${words[name]} ${last[name]}`)),
    oldestDays === null ? words.nothingUntouched : `${words.oldest} ${oldestDays}`,
  ];
  const updated = text.figures.week(weekNumber(me.week));
  return (
    <section className="figures" aria-label={words.title}>
      <details>
        <summary className="caption">{said.join(" · ")}</summary>
        <p className="caption words">{words.thisWeek(weekNumber(me.week), weeks.length)}</p>
        <dl className="week-figures">
          {counted.map((name) => (
            <Figure key={name} label={words[name]} weeks={weeks} read={(week) => week[name]} show={String} />
          ))}
          <Figure
            label={words.oldest}
            weeks={weeks}
            read={(week) => week.oldestUntouchedDays}
            show={(days) => (days === null ? words.none : words.days(days))}
            now={
              oldestDays === null ? (
                <span className="quiet">{words.nothingUntouched}</span>
              ) : (
                <span className="figure">{oldestDays}</span>
              )
            }
          />
          {(["reaction", "toConfirmed"] as const).map((name) => (
            <Figure
              key={name}
              label={words[name]}
              weeks={weeks}
              read={(week) => week[timed[name]]}
              show={duration}
              note={words.typical}
            />
          ))}
        </dl>
        <FigureNotes
          figures={["boardWeek", "oldest", "boardTimes"]}
          basis={{ boardWeek: { updated }, oldest: { updated }, boardTimes: { updated } }}
        />
      </details>
    </section>
  );
}

interface FigureProps {
  label: string;
  weeks: Week[];
  read: (week: Week) => number | null;
  show: (value: number | null) => string;
  note?: string;
  /** Shown instead of the last week's value. */
  now?: ReactNode;
}

function Figure({ label, weeks, read, show, note, now }: FigureProps) {
  const { text } = useSession();
  const words = text.barriers.figures;
  const values = weeks.map(read);
  const most = Math.max(1, ...values.map((value) => value ?? 0));
  const history = weeks.map((week) => words.inWeek(weekNumber(week.week), show(read(week)))).join(", ");
  return (
    <div>
      <dt className="caption">
        {label}
        {note !== undefined && <span className="visually-hidden"> ({note})</span>}
      </dt>
      <dd>
        {now ?? <span className="figure">{show(values.at(-1) ?? null)}</span>}
        <span className="figure-history" title={history}>
          <WeekBars values={values.map((value) => (value === null ? null : value / most))} />
          <span className="visually-hidden">
            {words.history(weeks.length)}: {history}
          </span>
        </span>
      </dd>
    </div>
  );
}
