import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import type { QuarterAnswer } from "../../../bot/api/contract.ts";
import { navigate, setQuery } from "../../address.ts";
import { Choose } from "../../components/choose.tsx";
import { ExportButtons } from "../../components/export-buttons.tsx";
import { FigureNotes } from "../../components/figure-notes.tsx";
import { Link } from "../../components/link.tsx";
import { PrintedOn } from "../../components/printed-on.tsx";
import { ErrorState, Loading } from "../../components/states.tsx";
import { dateFormat, weekNumber } from "../../dates.ts";
import { useRoute } from "../../router.ts";
import { useSession } from "../../session.ts";
import { lastOverview } from "../overview/last-overview.ts";
import { QuarterLists } from "./quarter-lists.tsx";
import { QuarterSpread } from "./quarter-spread.tsx";
import { periodName, quarterText } from "./words.ts";
import "../../styles/quarter.css";

/** *Kvartalet*: one page for each quarter and place, to be read, written in and handed on. */
export function QuarterPage({ quarter }: { quarter: string }) {
  const { api, text } = useSession();
  const area = useRoute().query.get("area") ?? "";
  const words = quarterText(text);
  const search = new URLSearchParams(area === "" ? [] : [["area", area]]);
  const answer = useQuery({
    queryKey: ["quarter", quarter, area],
    queryFn: ({ signal }) => api.get<QuarterAnswer>(`/api/quarters/${encodeURIComponent(quarter)}?${search}`, signal),
    placeholderData: (before) => before,
  });
  useEffect(() => {
    document.title = `${words.title} – ${text.shell.titleSuffix}`;
  }, [words, text]);
  return (
    <article className="overview quarter-page">
      <p className="back">
        <Link to={`/overview${lastOverview.search}`}>← {words.back}</Link>
      </p>
      {answer.isPending && <Loading />}
      {answer.isError && <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />}
      {answer.data !== undefined && !answer.isError && <Page page={answer.data} />}
    </article>
  );
}

function Page({ page }: { page: QuarterAnswer }) {
  const { text } = useSession();
  const words = quarterText(text);
  const period = periodName(text, page.quarter.id);
  const { place, closedOn, openUntil, answered, asked, teams, isFew } = page;
  const date = (value: string) => dateFormat(text.locale).format(new Date(`${value}T12:00:00Z`));
  const files = new URLSearchParams({ quarter: page.quarter.id, ...(place.id === "*" ? {} : { area: place.id }) });
  return (
    <>
      <header className="page-header overview-header">
        <div>
          <h1>
            {words.title}{" "}
            <span className="caption">
              {period} · {place.name} · {words.teams(teams)}{" "}
              <span className="pill accent">{text.overview.estimate}</span>
            </span>
          </h1>
          <PrintedOn about={place.id === "*" ? [] : [place.name]} />
          <p className="page-subtitle">
            {closedOn === null ? openUntil !== null && words.moving(date(openUntil)) : words.closed(date(closedOn))}{" "}
            {words.answers(answered, asked)}.
          </p>
          {isFew && <p className="notice">{words.few}</p>}
        </div>
        <Choices page={page} />
      </header>
      <QuarterSpread page={page} />
      <QuarterLists page={page} />
      <FigureNotes
        figures={page.published === null ? figures : [...figures, "published"]}
        basis={basisOf(page, text)}
      />
      <ExportButtons what="quarter" search={files} deck={words.save.pptx} />
    </>
  );
}

const figures = ["everyday", "change", "levels"] as const satisfies Parameters<typeof FigureNotes>[0]["figures"];

function basisOf({ solutions, weeks, published }: QuarterAnswer, text: ReturnType<typeof useSession>["text"]) {
  const known = solutions.reduce((sum, one) => sum + one.known, 0);
  const total = solutions.reduce((sum, one) => sum + one.teams, 0);
  const both = solutions.reduce((sum, one) => sum + one.since.both, 0);
  const updated = text.figures.week(weekNumber(weeks.at(-1) ?? ""));
  const answered = text.figures.ofEstimates(known, total);
  return {
    everyday: { answered, updated },
    change: { answered: text.figures.ofEstimates(both, total), updated },
    levels: { answered, updated },
    ...(published === null ? {} : { published: { updated: periodName(text, published.period) } }),
  };
}

/** Which place and which quarter. */
function Choices({ page }: { page: QuarterAnswer }) {
  const { text } = useSession();
  const { query } = useRoute();
  const words = quarterText(text);
  const search = query.toString();
  const quarters = page.quarters.map((id) => ({ id, name: periodName(text, id) }));
  return (
    <div className="controls">
      {page.places.length > 1 && (
        <Choose
          isSmall
          label={words.place}
          options={page.places}
          value={page.place.id}
          onChange={(id) => setQuery("area", id === page.places[0]?.id ? null : id)}
        />
      )}
      {quarters.length > 1 && (
        <Choose
          isSmall
          label={words.quarter}
          options={quarters}
          value={page.quarter.id}
          onChange={(id) => navigate(`/overview/quarter/${id}${search === "" ? "" : `?${search}`}`, true)}
        />
      )}
    </div>
  );
}
