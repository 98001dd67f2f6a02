import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import type { AdoptionAnswer } from "../../bot/api/contract.ts";
import { ErrorState, Loading, Message } from "../components/states.tsx";
import { setQuery, useRoute } from "../router.ts";
import { useMe, useSession, weekNumber } from "../session.ts";
import { Controls, type Period } from "./overview/controls.tsx";
import { Facts } from "./overview/facts.tsx";
import { Heatmap } from "./overview/heatmap.tsx";
import { Legend } from "./overview/legend.tsx";
import type { Sort } from "./overview/rows.ts";
import { Spread } from "./overview/spread.tsx";
import "../styles/overview.css";

/** This week is shown against the quarter it lies in, so that both answer from one request. */
const weeksOf: Record<Period, number> = { now: 12, quarter: 12, year: 52 };

/** What is used where, how it moves, and how sure one can be of it. */
export function Overview() {
  const { api, text } = useSession();
  const me = useMe();
  const { query } = useRoute();
  const area = query.get("area");
  const period: Period = query.get("period") === "now" ? "now" : query.get("period") === "year" ? "year" : "quarter";
  const sort: Sort = query.get("sort") === "help" ? "help" : "name";

  const everything = useAdoption(null, weeksOf[period]);
  const adoption = useAdoption(area, weeksOf[period]);
  const shown = useDeferredValue(adoption.data);

  return (
    <article className="overview">
      <header className="page-header">
        <div>
          <h1>{text.pages.overview}</h1>
          <p className="page-subtitle">
            {text.weekHeading(weekNumber(me.week))} <span aria-hidden="true">·</span>{" "}
            <span className="estimate">{text.overview.estimate}</span>
          </p>
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
        <Figures adoption={shown} period={period} sort={sort} isFiltered={area !== null} />
      )}
    </article>
  );

  function useAdoption(areaId: string | null, weeks: number) {
    return useQuery({
      queryKey: ["adoption", weeks, areaId],
      queryFn: ({ signal }) => {
        const search = new URLSearchParams({ weeks: String(weeks), ...(areaId === null ? {} : { area: areaId }) });
        return api.get<AdoptionAnswer>(`/api/adoption?${search}`, signal);
      },
      placeholderData: keepPreviousData,
    });
  }
}

interface FiguresProps {
  adoption: AdoptionAnswer;
  period: Period;
  sort: Sort;
  isFiltered: boolean;
}

function Figures({ adoption, period, sort, isFiltered }: FiguresProps) {
  const { text } = useSession();
  if (adoption.solutions.length === 0) {
    const body = isFiltered ? text.overview.emptyArea : text.overview.empty;
    return <Message title={text.overview.emptyTitle} body={body} />;
  }
  return (
    <>
      <Facts adoption={adoption} />
      <Spread adoption={adoption} />
      <section className="section" aria-labelledby="heatmap-title">
        <h2 id="heatmap-title">{text.overview.heatmapTitle}</h2>
        <p className="section-intro">{text.overview.estimateWhy}</p>
        <Heatmap adoption={adoption} withHistory={period !== "now"} sort={sort} />
        <Legend />
      </section>
    </>
  );
}
