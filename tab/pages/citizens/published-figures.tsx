import { useQuery } from "@tanstack/react-query";
import type { CitizenFiguresAnswer, Publication } from "../../../bot/api/contract.ts";
import { citizenAlternativeGroupIds, citizenOutcomes, citizenReasonGroupIds } from "../../../bot/domain/vocabulary.ts";
import { ExportButtons } from "../../components/export-buttons.tsx";
import { FigureNotes } from "../../components/figure-notes.tsx";
import { ErrorState, Loading } from "../../components/states.tsx";
import { dateFormat } from "../../dates.ts";
import { useSession } from "../../session.ts";
import { FigureTable } from "./figure-table.tsx";
import { publishedFigures } from "./steps-text.ts";

export function useCitizenFigures() {
  const { api } = useSession();
  return useQuery({
    queryKey: ["citizen-figures"],
    queryFn: ({ signal }) => api.get<CitizenFiguresAnswer>("/api/citizen-figures", signal),
  });
}

/** What managers see of citizens: closed periods as they were published, with nothing to choose among them. */
export function PublishedFigures() {
  const { text } = useSession();
  const figures = useCitizenFigures();
  const nameOf = usePeriodName();
  if (figures.isPending) return <Loading />;
  if (figures.isError) return <ErrorState error={figures.error} onRetry={() => void figures.refetch()} />;
  const words = publishedFigures(text);
  const { whole, areas, nextOn } = figures.data;
  const [latest] = whole;
  const isEmpty = [...whole, ...areas].every((one) => shownCount(one) === 0);
  return (
    <section className="section" aria-labelledby="published-title">
      <h2 id="published-title">{words.title}</h2>
      <p className="section-intro">{words.intro}</p>
      {nextOn !== null && <p className="quiet">{words.nextOn(dateOf(text.locale, nextOn))}</p>}
      {latest === undefined && <p className="notice">{words.none}</p>}
      {latest !== undefined && isEmpty && <p className="notice">{words.tooFew}</p>}
      {!isEmpty && (
        <>
          <Whole publications={whole} />
          <ByName items={solutionsIn(whole)} title={words.solutionsTitle} />
          <ByName items={areasIn(areas, "reasons")} title={words.areasTitle} />
          <ByName items={areasIn(areas, "instead")} title={words.areasInsteadTitle} labels="instead" />
          <p className="quiet words">{words.severalWhy}</p>
          {latest !== undefined && <p className="quiet words">{words.protected(latest.limit)}</p>}
          <p className="quiet words">{words.unknown}</p>
          <FigureNotes
            figures={["published"]}
            basis={latest === undefined ? {} : { published: { updated: nameOf(latest.period) } }}
          />
          <ExportButtons what="inclusion" search={new URLSearchParams()} />
        </>
      )}
    </section>
  );
}

function dateOf(locale: string, date: string): string {
  return dateFormat(locale).format(new Date(`${date}T12:00:00Z`));
}

function shownCount({ reasons, instead, outcomes }: Publication): number {
  const all = [...Object.values(reasons), ...Object.values(instead), ...Object.values(outcomes ?? {})];
  return all.filter((count) => count !== null).length;
}

/** `2026-Q3` as the reader says it. */
export function usePeriodName(): (period: string) => string {
  const words = publishedFigures(useSession().text);
  return (period) => {
    const [year = "", part = ""] = period.split("-");
    if (part === "") return year;
    return part.startsWith("Q") ? words.quarter(part.slice(1), year) : words.halfYear(part.slice(1), year);
  };
}

function Whole({ publications }: { publications: Publication[] }) {
  const { text } = useSession();
  const words = publishedFigures(text);
  const { citizenReasonGroup, citizenAlternativeGroup, citizenOutcome } = text.vocabulary;
  const oldestFirst = publications.toReversed();
  const rowsOf = <Id extends string>(
    ids: readonly Id[],
    labels: Record<Id, string>,
    of: (one: Publication) => Partial<Record<Id, number | null>> | null,
  ) => ids.map((id) => ({ id, name: labels[id], figures: oldestFirst.map((one) => of(one)?.[id] ?? null) }));
  const nameOf = usePeriodName();
  const columns = oldestFirst.map(({ period }) => ({ id: period, name: nameOf(period) }));
  return (
    <>
      <h3>{words.wholeTitle}</h3>
      <FigureTable
        title={words.reasonsTitle}
        level="h4"
        names={words.groupColumn}
        columns={columns}
        rows={rowsOf(citizenReasonGroupIds, citizenReasonGroup, (one) => one.reasons)}
      />
      <FigureTable
        title={words.insteadTitle}
        level="h4"
        names={words.groupColumn}
        columns={columns}
        rows={rowsOf(citizenAlternativeGroupIds, citizenAlternativeGroup, (one) => one.instead)}
      />
      <FigureTable
        title={words.outcomesTitle}
        level="h4"
        names={words.groupColumn}
        columns={columns}
        rows={rowsOf(citizenOutcomes, citizenOutcome, (one) => one.outcomes)}
      />
      <p className="quiet">{words.outcomesWhy}</p>
    </>
  );
}

interface Named {
  period: string;
  id: string;
  name: string;
  counts: [id: string, count: number][];
}

/** The groups that are shown, the most frequent first. */
export function frequent(figures: Record<string, number | null>): [string, number][] {
  return Object.entries(figures)
    .flatMap(([id, count]): [string, number][] => (count === null ? [] : [[id, count]]))
    .sort((a, b) => b[1] - a[1]);
}

function solutionsIn(whole: Publication[]): Named[] {
  const latest = whole.find(({ solutions }) => solutions.length > 0);
  return (latest?.solutions ?? []).map(({ id, name, reasons }) => ({
    period: latest?.period ?? "",
    id,
    name,
    counts: frequent(reasons),
  }));
}

function areasIn(areas: Publication[], what: "reasons" | "instead"): Named[] {
  const shown = areas.map((one) => ({ period: one.period, id: one.area, name: one.name, counts: frequent(one[what]) }));
  const withFigures = shown.filter(({ counts }) => counts.length > 0);
  return withFigures.filter(({ period }) => period === withFigures[0]?.period);
}

interface ByNameProps {
  items: Named[];
  title: (period: string) => string;
  labels?: "reasons" | "instead";
}

function ByName({ items, title, labels = "reasons" }: ByNameProps) {
  const { citizenReasonGroup, citizenAlternativeGroup } = useSession().text.vocabulary;
  const nameOf = usePeriodName();
  const [first] = items;
  if (first === undefined) return null;
  const words: Record<string, string> = labels === "reasons" ? citizenReasonGroup : citizenAlternativeGroup;
  return (
    <>
      <h3>{title(nameOf(first.period))}</h3>
      <dl className="lined">
        {items.map(({ id, name, counts }) => (
          <div key={id} className="row apart">
            <dt>{name}</dt>
            <dd>{counts.map(([group, count]) => `${words[group]}: ${count}`).join(" · ")}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
