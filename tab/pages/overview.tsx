import { lazy, Suspense, useDeferredValue, useEffect, useMemo } from "react";
import type { AdoptionAnswer, Attention } from "../../bot/api/contract.ts";
import { setQuery } from "../address.ts";
import { ExportButtons } from "../components/export-buttons.tsx";
import { FigureNotes } from "../components/figure-notes.tsx";
import { PrintedOn } from "../components/printed-on.tsx";
import { ErrorState, Loading, Message } from "../components/states.tsx";
import { useRoute } from "../router.ts";
import { useMe, useSession } from "../session.ts";
import { AreaComparison } from "./overview/area-comparison.tsx";
import { AttentionList } from "./overview/attention-list.tsx";
import { Causes } from "./overview/causes.tsx";
import { Facts, factsBasis } from "./overview/facts.tsx";
import { isFound, type KnownOfTeams, type TeamFilter } from "./overview/find-teams.ts";
import { Headline } from "./overview/headline.tsx";
import { Heatmap } from "./overview/heatmap.tsx";
import { lastOverview } from "./overview/last-overview.ts";
import { Legend } from "./overview/legend.tsx";
import { OverviewHeader } from "./overview/overview-header.tsx";
import { scopeName } from "./overview/scope-name.ts";
import { Spread } from "./overview/spread.tsx";
import { TeamSearch } from "./overview/team-search.tsx";
import { useAdoption } from "./overview/use-adoption.ts";
import { useAttention } from "./overview/use-attention.ts";
import { type OverviewView, type Period, viewOf } from "./overview/view.ts";
import "../styles/figures.css";
import "../styles/overview.css";

const OwnHealth = lazy(async () => ({ default: (await import("./overview/rounds.tsx")).OwnHealth }));
const TeamSolutionPage = lazy(async () => ({
  default: (await import("./overview/team-solution-page.tsx")).TeamSolutionPage,
}));
const TeamPage = lazy(async () => ({ default: (await import("./overview/team-page.tsx")).TeamPage }));
const SolutionPage = lazy(async () => ({ default: (await import("./overview/solution-page.tsx")).SolutionPage }));

const SmallCharts = lazy(async () => ({ default: (await import("./overview/chart/small-charts.tsx")).SmallCharts }));

const DecisionsPage = lazy(async () => ({
  default: (await import("./overview/decisions-page.tsx")).DecisionsPage,
}));

const QuarterPage = lazy(async () => ({ default: (await import("./quarter/quarter-page.tsx")).QuarterPage }));

const PoliticiansPage = lazy(async () => ({
  default: (await import("./politicians/politicians-page.tsx")).PoliticiansPage,
}));

/** This week is shown against the quarter it lies in, so that both answer from one request. */
const weeksOf: Record<Period, number> = { now: 12, quarter: 12, year: 52 };

/** What is used where, how it moves, and how sure one can be of it. */
export function Overview() {
  const { parts } = useRoute();
  const [, view, first, second] = parts;
  if (view === "team" && first !== undefined && second === undefined) {
    return (
      <Suspense fallback={<Loading />}>
        <TeamPage teamId={first} />
      </Suspense>
    );
  }
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
  if (view === "quarter") {
    return (
      <Suspense fallback={<Loading />}>
        <QuarterPage quarter={first ?? "current"} />
      </Suspense>
    );
  }
  if (view === "politicians") {
    return (
      <Suspense fallback={<Loading />}>
        <PoliticiansPage />
      </Suspense>
    );
  }
  if (view === "decisions") {
    return (
      <Suspense fallback={<Loading />}>
        <DecisionsPage />
      </Suspense>
    );
  }
  return <OverviewPage />;
}

function OverviewPage() {
  const { text } = useSession();
  const { query } = useRoute();
  const view = viewOf(query);
  const search = query.toString();
  useEffect(() => {
    lastOverview.search = search === "" ? "" : `?${search}`;
  }, [search]);
  const { area, period } = view;

  // Which areas there are has come with the first view, whatever part of it is looked at.
  const everything = useAdoption(null, weeksOf.quarter);
  const adoption = useAdoption(area, weeksOf[period]);
  const shown = useDeferredValue(adoption.data);
  // The figures come first; what is read after them, and what only paper shows, is drawn a moment later.
  const isRestDrawn = useDeferredValue(true, false);

  return (
    <article className="overview">
      <OverviewHeader
        areas={everything.data?.areas ?? []}
        seen={everything.data?.scope}
        scope={shown?.scope}
        view={view}
        onArea={(value) => setQuery("area", value)}
        onPeriod={(value) => setQuery("period", value === "quarter" ? null : value)}
        onSort={(value) => setQuery("sort", value === "share" ? null : value)}
      >
        {isRestDrawn && (
          <PrintedOn about={[shown === undefined ? "" : scopeName(shown.scope, text), text.overview.periods[period]]} />
        )}
      </OverviewHeader>
      {adoption.isPending && <Loading />}
      {adoption.isError && <ErrorState error={adoption.error} onRetry={() => void adoption.refetch()} />}
      {shown && !adoption.isError && <Figures adoption={shown} view={view} isWhole={isRestDrawn} />}
    </article>
  );
}

interface FiguresProps {
  adoption: AdoptionAnswer;
  view: OverviewView;
  isWhole: boolean;
}

function Figures({ adoption, view: { area, period, sort, show, open }, isWhole }: FiguresProps) {
  const { text } = useSession();
  const attention = useAttention(area);
  const seesAll = useMe().roles.some(
    ({ role, scope }) => scope === "*" && (role === "manager" || role === "navigator"),
  );
  const known = useMemo(() => knownOf(attention.data), [attention.data]);
  const found = useMemo(() => (show === null ? null : foundIn(adoption, show, known)), [adoption, show, known]);
  const exportSearch = new URLSearchParams({ weeks: String(weeksOf[period]), ...(area === null ? {} : { area }) });
  if (adoption.solutions.length === 0) {
    const body = area !== null ? text.overview.emptyArea : text.overview.empty;
    return <Message title={text.overview.emptyTitle} body={body} />;
  }
  return (
    <>
      <Headline adoption={adoption} attention={attention} />
      <Facts adoption={adoption} />
      {!isWhole && <div className="skeleton skeleton-block" aria-busy="true" />}
      {isWhole && (
        <>
          <AttentionList attention={attention} adoption={adoption} area={area} open={open} />
          <Spread adoption={adoption} sort={sort} isWhole={seesAll && area === null} />
          {area !== null && (
            <Suspense fallback={<Loading />}>
              <SmallCharts area={area} />
            </Suspense>
          )}
          <AreaComparison adoption={adoption} area={area} />
          {attention.isEnabled && <Causes area={area} />}
          <section className="section" aria-labelledby="heatmap-title">
            <h2 id="heatmap-title">{text.overview.heatmapTitle}</h2>
            <p className="section-intro">{text.overview.estimateWhy}</p>
            {adoption.teams.length > 1 && (
              <TeamSearch
                show={show}
                found={found?.size ?? 0}
                total={adoption.teams.length}
                knowsMore={attention.data !== undefined}
              />
            )}
            <Legend />
            <Heatmap adoption={adoption} withHistory={period !== "now"} sort={sort} found={found} />
            <FigureNotes figures={["estimate"]} basis={factsBasis(adoption, text)} />
            <ExportButtons what="adoption" search={exportSearch} />
          </section>
          <Suspense>
            <OwnHealth />
          </Suspense>
        </>
      )}
    </>
  );
}

function knownOf(attention: Attention | undefined): KnownOfTeams {
  const silent = new Set(attention?.silent.map(({ teamId }) => teamId));
  return { silent, troubled: new Set(attention?.troubled) };
}

function foundIn({ teams }: AdoptionAnswer, show: TeamFilter, known: KnownOfTeams): ReadonlySet<string> {
  return new Set(teams.filter((team) => isFound(show, team, known)).map(({ teamId }) => teamId));
}
