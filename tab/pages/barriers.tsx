import { Button } from "@fluentui/react-components";
import { lazy, type ReactNode, Suspense, useDeferredValue, useEffect, useMemo, useState } from "react";
import type { BarrierChoices, BarrierItem } from "../../bot/api/contract.ts";
import { isOpen } from "../../bot/domain/barrier/barrier.ts";
import { barrierCategoryIds } from "../../bot/domain/vocabulary.ts";
import type { TabText } from "../../bot/text/da/tab.ts";
import { navigate, setQuery } from "../address.ts";
import { ExportButtons } from "../components/export-buttons.tsx";
import { Link } from "../components/link.tsx";
import { PrintedOn } from "../components/printed-on.tsx";
import { useSay } from "../components/say.tsx";
import { Side } from "../components/side.tsx";
import { ErrorState, Loading, Message } from "../components/states.tsx";
import { useRoute } from "../router.ts";
import { useMe, useSession } from "../session.ts";
import { BarriersTitle } from "./barriers/barriers-title.tsx";
import { Board } from "./barriers/board.tsx";
import { boardTools, smallSteps } from "./barriers/board-words.ts";
import { CommonOffer } from "./barriers/common-offer.tsx";
import { Figures } from "./barriers/figures.tsx";
import { Filters, isMineFirst, Toggles, useFilterSearch } from "./barriers/filters.tsx";
import { lastBoard } from "./barriers/last-board.ts";
import { ManyBar } from "./barriers/many-bar.tsx";
import { NextThree } from "./barriers/next-three.tsx";
import { type Selection, SelectionContext } from "./barriers/selection.ts";
import { useBarriers } from "./barriers/use-barriers.ts";
import { useChoices } from "./barriers/use-choices.ts";
import { Views } from "./barriers/views.tsx";
import "../styles/barriers.css";

/** So few are found without filters. */
const fewItems = 6;
const ItemPage = lazy(async () => ({ default: (await import("./barriers/item-page.tsx")).ItemPage }));
const VisitsPage = lazy(async () => ({ default: (await import("./barriers/visits-page.tsx")).VisitsPage }));
const StepsPage = lazy(async () => ({ default: (await import("./barriers/steps-page.tsx")).StepsPage }));
const TimesPage = lazy(async () => ({ default: (await import("./barriers/times-page.tsx")).TimesPage }));
const ReportForm = lazy(async () => ({ default: (await import("./barriers/report-form.tsx")).ReportForm }));

/** What is in the way: the board, or one of its cards. */
export function Barriers() {
  const { parts } = useRoute();
  const id = parts[1];
  if (id === undefined) return <BoardPage />;
  return <Suspense fallback={<Loading />}>{pageOf(id)}</Suspense>;
}

function pageOf(id: string): ReactNode {
  if (id === "visits") return <VisitsPage />;
  if (id === "times") return <TimesPage />;
  return id === "steps" ? <StepsPage /> : <ItemPage key={id} id={id} />;
}

function BoardPage() {
  const { text } = useSession();
  const me = useMe();
  const { query } = useRoute();
  const isHelper = me.roles.some(({ role }) => role === "navigator");
  const search = useFilterSearch();
  // What is looked for is found among what is over, too.
  const list = useBarriers(search, showsClosed(query));
  const choices = useChoices();
  const shown = useDeferredValue(list.data);
  const words = text.barriers;
  const address = useRoute().query.toString();
  useEffect(() => {
    lastBoard.search = address === "" ? "" : `?${address}`;
  }, [address]);
  const isLeader = me.roles.some(({ role }) => role === "leader" || role === "standIn");
  // The first view has brought all of them: a phone shows one's own of these, and asks for nothing more.
  const isMineOnly = isMineFirst(query, isHelper);
  const isFiltered = search !== "" || isMineOnly;
  return (
    <article className="barriers weekly">
      <header className="page-header">
        <BarriersTitle />
        <div className="row">
          {isHelper && <Link to="/barriers/visits">{boardTools(text).visits.open}</Link>}
          {isHelper && <Link to="/barriers/times">{boardTools(text).times.open}</Link>}
          {isHelper && <Link to="/barriers/steps">{smallSteps(text).open}</Link>}
          {choices.data !== undefined && choices.data.report.length > 0 && <Report />}
        </div>
      </header>
      <PrintedOn about={chosenNames(query, choices.data, text)} />
      {isHelper && <NextThree items={list.data?.items ?? noItems} />}
      {(isHelper || !isLeader) && <Figures />}
      {(isHelper || isFiltered || (list.data?.items.length ?? 0) >= fewItems) && (
        <Filters choices={choices.data} isHelper={isHelper} />
      )}
      {shown === undefined && list.isPending && <Loading />}
      {shown === undefined && list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {shown !== undefined && list.isError && (
        <p className="notice" role="status">
          {words.board.stale}
        </p>
      )}
      {shown !== undefined && (
        <Found
          isFiltered={isFiltered}
          isWhole={shown.isWhole}
          items={isMineOnly ? shown.items.filter((item) => isOf(item, me.person.id)) : shown.items}
          isHelper={isHelper}
          isLeader={isLeader}
        />
      )}
      {shown !== undefined && shown.items.length > 0 && <ExportButtons what="barriers" search={search} />}
    </article>
  );
}

const noItems: BarrierItem[] = [];

function isOf({ assignedTo, reportedBy }: BarrierItem, personId: string): boolean {
  return assignedTo?.id === personId || reportedBy.id === personId;
}

function showsClosed(query: URLSearchParams): boolean {
  return query.get("closed") === "1" || (query.get("q") ?? "") !== "";
}

/** What the board is narrowed to, for paper, where the filters themselves are not seen. */
function chosenNames(query: URLSearchParams, choices: BarrierChoices | undefined, text: TabText): string[] {
  const { filters } = text.barriers;
  const named = (["area", "team", "solution"] as const).flatMap((name) => {
    const among: { id: string; name: string }[] = choices?.[`${name}s`] ?? [];
    return among.find(({ id }) => id === query.get(name))?.name ?? [];
  });
  const category = barrierCategoryIds.find((id) => id === query.get("category"));
  const age = Number(query.get("age"));
  return [
    ...(named.length === 0 ? [filters.allAreas] : named),
    ...(category === undefined ? [] : [text.vocabulary.category[category]]),
    ...(age > 0 ? [filters.olderThan(age)] : []),
    ...(["mine", "free", "visit", "late", "same"] as const).flatMap((name) =>
      query.get(name) && query.get(name) !== "false" ? [filters[name]] : [],
    ),
    ...(query.get("q") ? [`»${query.get("q")}«`] : []),
  ];
}

interface FoundProps {
  items: BarrierItem[];
  isFiltered: boolean;
  isWhole: boolean;
  isHelper: boolean;
  isLeader: boolean;
}

function Found({ items, isFiltered, isWhole, isHelper, isLeader }: FoundProps) {
  const { text } = useSession();
  const { query } = useRoute();
  const words = text.barriers;
  const showClosed = showsClosed(query);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const selection = useMemo<Selection>(
    () => ({
      ids: chosen,
      set: (ids) => setChosen(new Set(ids)),
      toggle: (id) =>
        setChosen((before) =>
          before.has(id) ? new Set([...before].filter((one) => one !== id)) : new Set([...before, id]),
        ),
    }),
    [chosen],
  );
  const shown = showClosed ? items : items.filter(isOpen);
  if (shown.length === 0 && isWhole) {
    if (!isFiltered) {
      return (
        <>
          <Message title={words.board.empty} body={isLeader ? words.board.emptyLeader : words.board.emptyBody} />
          {items.length > 0 && <Toggles isHelper={isHelper} />}
        </>
      );
    }
    // A phone begins with one's own: whoever has none is told so, and shown the way on.
    const isOwnFirst = isMineFirst(query, isHelper) && query.size === 0;
    return (
      <>
        <Message
          title={isOwnFirst ? words.board.noneMine : words.board.noMatch}
          body={isOwnFirst ? words.board.noneMineBody : words.board.noMatchBody}
        >
          <Button onClick={() => navigate(isHelper ? "/barriers?mine=false" : "/barriers", true)}>
            {isOwnFirst ? words.board.showAll : words.filters.clear}
          </Button>
        </Message>
        <div className="row">
          {isHelper && <Views />}
          <Toggles isHelper={isHelper} />
        </div>
      </>
    );
  }
  const view = viewOf(query, shown.length, isHelper);
  const openCount = shown.filter(isOpen).length;
  const count = isFiltered ? words.filters.matching(shown.length) : words.filters.found(openCount);
  return (
    <>
      <div className="row">
        <p className="quiet" role="status">
          {count}
          {!isWhole && ` · ${words.board.stillLoading}`}
        </p>
        {isFiltered && (
          <Button size="small" appearance="subtle" onClick={() => navigate("/barriers", true)}>
            {words.filters.clear}
          </Button>
        )}
        {isHelper && <ViewChoice view={view} />}
        {isHelper && <Views />}
        <Toggles isHelper={isHelper} />
      </div>
      {isHelper && isWhole && <CommonOffer items={shown} />}
      <SelectionContext value={isHelper ? selection : null}>
        <Board key={view} items={shown} showClosed={showClosed} view={view} />
        {isHelper && <ManyBar items={shown} />}
      </SelectionContext>
    </>
  );
}

/** More than this is easier to look through as a list. */
const mostOnBoard = 25;
type BoardView = "board" | "list" | "stack";

/** As the address says, else by how many there are; those who look rather than move, and a phone, have one below the other. */
function viewOf(query: URLSearchParams, count: number, isHelper: boolean): BoardView {
  if (!isHelper || window.matchMedia("(max-width: 640px)").matches) return "stack";
  const asked = query.get("view");
  return asked === "board" || asked === "list" ? asked : count > mostOnBoard ? "list" : "board";
}

function ViewChoice({ view }: { view: BoardView }) {
  const { text } = useSession();
  const words = boardTools(text);
  if (view === "stack") return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a set of buttons is no set of fields, and a toolbar would take the arrow keys.
    <div role="group" className="row" aria-label={words.view}>
      {(["board", "list"] as const).map((one) => (
        <Button
          key={one}
          size="small"
          appearance={view === one ? "primary" : "secondary"}
          aria-pressed={view === one}
          onClick={() => setQuery("view", one)}
        >
          {one === "board" ? words.asBoard : words.asList}
        </Button>
      ))}
    </div>
  );
}

/** The form opens beside the board, and closes with a word of thanks. */
function Report() {
  const { text } = useSession();
  const say = useSay();
  const words = text.barriers.report;
  const [isOpen, setOpen] = useState(false);
  const done = () => {
    setOpen(false);
    say({ words: words.saved });
  };
  return (
    <>
      <Button appearance="primary" onClick={() => setOpen(true)}>
        {words.open}
      </Button>
      <Side title={words.title} isOpen={isOpen} onClose={() => setOpen(false)}>
        <p className="quiet">{words.intro}</p>
        <ReportForm onDone={done} onCancel={() => setOpen(false)} />
      </Side>
    </>
  );
}
