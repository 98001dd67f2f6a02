import { lazy, Suspense, useDeferredValue } from "react";
import type { AdoptionAnswer } from "../../bot/api/contract.ts";
import { setQuery } from "../address.ts";
import { ExportButtons } from "../components/export-buttons.tsx";
import { ErrorState, Loading, Message } from "../components/states.tsx";
import { useRoute } from "../router.ts";
import { dateFormat, useMe, useSession, weekNumber } from "../session.ts";
import { AttentionList } from "./overview/attention-list.tsx";
import { Controls, type Period } from "./overview/controls.tsx";
import { Facts } from "./overview/facts.tsx";
import { Heatmap } from "./overview/heatmap.tsx";
import { Legend } from "./overview/legend.tsx";
import type { Sort } from "./overview/rows.ts";
import { Spread } from "./overview/spread.tsx";
import { useAdoption } from "./overview/use-adoption.ts";
import "../styles/detail.css";
import "../styles/overview.css";

const TeamSolutionPage = lazy(async () => ({
  default: (await import("./overview/team-solution-page.tsx")).TeamSolutionPage,
}));
const SolutionPage = lazy(async () => ({ default: (await import("./overview/solution-page.tsx")).SolutionPage }));

/** This week is shown against the quarter it lies in, so that both answer from one request. */
const weeksOf: Record<Period, number> = { now: 12, quarter: 12, year: 52 };

/** What is used where, how it moves, and how sure one can be of it. */
export function Overview() {
  const { parts } = useRoute();
  const [, view, first, second] = parts;
  if (view === "team" && first !== undefined && second !== undefined) {
    return (
      <Suspense fallback={<Loading />}>
        <TeamSolutionPage teamId={first} solutionId={second} />
      </Suspense>
    );
  }
  if (view === "solution" && first !== undefined) {
    return (
      <Suspense fallback={<Loading />}>
        <SolutionPage solutionId={first} />
      </Suspense>
    );
  }
  return <OverviewPage />;
}

function OverviewPage() {
  const { text } = useSession();
  const me = useMe();
  const { query } = useRoute();
  const area = query.get("area");
  const period: Period = query.get("period") === "now" ? "now" : query.get("period") === "year" ? "year" : "quarter";
  const sort: Sort = query.get("sort") === "help" ? "help" : "name";

  const everything = useAdoption(null, weeksOf[period]);
  const adoption = useAdoption(area, weeksOf[period]);
  const shown = useDeferredValue(adoption.data);
  // The figures come first; what is read after them, and what only paper shows, is drawn a moment later.
  const isRestDrawn = useDeferredValue(true, false);

  return (
    <article className="overview">
      <header className="page-header">
        <div>
          <h1>{text.pages.overview}</h1>
          <p className="page-subtitle">
            {text.weekHeading(weekNumber(me.week))} <span aria-hidden="true">·</span>{" "}
            <span className="estimate">{text.overview.estimate}</span>
          </p>
          {isRestDrawn && (
            <p className="print-only">
              {[
                me.municipality.name,
                shown?.areas.find(({ id }) => id === area)?.name ?? text.overview.allAreas,
                text.overview.periods[period],
                dateFormat(text.locale).format(new Date(`${me.today}T12:00:00Z`)),
              ].join(" · ")}
            </p>
          )}
        </div>
        <Controls
          areas={everything.data?.areas ?? []}
          area={area}
          period={period}
          sort={sort}
          onArea={(value) => setQuery("area", value)}
          onPeriod={(value) => setQuery("period", value === "quarter" ? null : value)}
          onSort={(value) => setQuery("sort", value === "name" ? null : value)}
        />
      </header>
      {adoption.isPending && <Loading />}
      {adoption.isError && <ErrorState error={adoption.error} onRetry={() => void adoption.refetch()} />}
      {shown && !adoption.isError && (
        <Figures adoption={shown} period={period} sort={sort} area={area} isWhole={isRestDrawn} />
      )}
    </article>
  );
}

interface FiguresProps {
  adoption: AdoptionAnswer;
  period: Period;
  sort: Sort;
  area: string | null;
  isWhole: boolean;
}

function Figures({ adoption, period, sort, area, isWhole }: FiguresProps) {
  const { text } = useSession();
  const exportSearch = new URLSearchParams({ weeks: String(weeksOf[period]), ...(area === null ? {} : { area }) });
  if (adoption.solutions.length === 0) {
    const body = area !== null ? text.overview.emptyArea : text.overview.empty;
    return <Message title={text.overview.emptyTitle} body={body} />;
  }
  return (
    <>
      <Facts adoption={adoption} />
      {isWhole && (
        <>
          <AttentionList adoption={adoption} area={area} />
          <Spread adoption={adoption} />
          <section className="section" aria-labelledby="heatmap-title">
            <h2 id="heatmap-title">{text.overview.heatmapTitle}</h2>
            <p className="section-intro">{text.overview.estimateWhy}</p>
            <Heatmap adoption={adoption} withHistory={period !== "now"} sort={sort} />
            <Legend />
            <ExportButtons what="adoption" search={exportSearch} />
          </section>
        </>
      )}
    </>
  );
}
