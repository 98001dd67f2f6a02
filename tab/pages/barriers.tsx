import { Button } from "@fluentui/react-components";
import { lazy, Suspense, useDeferredValue, useEffect, useState } from "react";
import type { BarrierChoices, BarrierItem } from "../../bot/api/contract.ts";
import { isOpen } from "../../bot/domain/barrier/barrier.ts";
import { barrierCategoryIds } from "../../bot/domain/vocabulary.ts";
import type { TabText } from "../../bot/text/da/tab.ts";
import { navigate } from "../address.ts";
import { ExportButtons } from "../components/export-buttons.tsx";
import { PrintedOn } from "../components/printed-on.tsx";
import { ErrorState, Loading, Message } from "../components/states.tsx";
import { useRoute } from "../router.ts";
import { useMe, useSession } from "../session.ts";
import { BarriersTitle } from "./barriers/barriers-title.tsx";
import { Board } from "./barriers/board.tsx";
import { Figures } from "./barriers/figures.tsx";
import { Filters, filterNames, Toggles, useFilterSearch } from "./barriers/filters.tsx";
import { lastBoard } from "./barriers/last-board.ts";
import { useBarriers } from "./barriers/use-barriers.ts";
import { useChoices } from "./barriers/use-choices.ts";
import "../styles/barriers.css";

/** So few are found without filters. */
const fewItems = 6;
const ItemPage = lazy(async () => ({ default: (await import("./barriers/item-page.tsx")).ItemPage }));
const ReportForm = lazy(async () => ({ default: (await import("./barriers/report-form.tsx")).ReportForm }));

/** What is in the way: the board, or one of its cards. */
export function Barriers() {
  const { parts } = useRoute();
  const id = parts[1];
  if (id === undefined) return <BoardPage />;
  return (
    <Suspense fallback={<Loading />}>
      <ItemPage key={id} id={id} />
    </Suspense>
  );
}

function BoardPage() {
  const { text } = useSession();
  const me = useMe();
  const { query } = useRoute();
  const search = useFilterSearch();
  const list = useBarriers(search, query.get("closed") === "1");
  const choices = useChoices();
  const shown = useDeferredValue(list.data);
  const words = text.barriers;
  const address = useRoute().query.toString();
  useEffect(() => {
    lastBoard.search = address === "" ? "" : `?${address}`;
  }, [address]);
  const isHelper = me.roles.some(({ role }) => role === "navigator");
  const isLeader = me.roles.some(({ role }) => role === "leader" || role === "standIn");
  const isFiltered = filterNames.some((name) => query.get(name));
  return (
    <article className="barriers weekly">
      <header className="page-header">
        <BarriersTitle />
        {choices.data !== undefined && choices.data.report.length > 0 && <Report />}
      </header>
      <PrintedOn about={chosenNames(query, choices.data, text)} />
      {(isHelper || !isLeader) && <Figures />}
      {(isHelper || isFiltered || (list.data?.items.length ?? 0) >= fewItems) && <Filters choices={choices.data} />}
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
          items={shown.items}
          isHelper={isHelper}
          isLeader={isLeader}
        />
      )}
      {shown !== undefined && shown.items.length > 0 && <ExportButtons what="barriers" search={search} />}
    </article>
  );
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
    ...(query.get("mine") ? [filters.mine] : []),
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
  const showClosed = query.get("closed") === "1";
  const shown = showClosed ? items : items.filter(isOpen);
  if (shown.length === 0 && isWhole) {
    if (!isFiltered) {
      return (
        <>
          <Message title={words.board.empty} body={isLeader ? words.board.emptyLeader : words.board.emptyBody} />
          {items.length > 0 && <Toggles />}
        </>
      );
    }
    return (
      <Message title={words.board.noMatch} body={words.board.noMatchBody}>
        <Button onClick={() => navigate("/barriers", true)}>{words.filters.clear}</Button>
      </Message>
    );
  }
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
        <Toggles />
      </div>
      <Board items={shown} showClosed={showClosed} asList={!isHelper} />
    </>
  );
}

/** The form opens where the button was, and closes with a word of thanks. */
function Report() {
  const { text } = useSession();
  const words = text.barriers.report;
  const [state, setState] = useState<"closed" | "open" | "thanks">("closed");
  if (state === "open") {
    return (
      <section className="boxed form" aria-label={words.title}>
        <h2>{words.title}</h2>
        <p className="quiet">{words.intro}</p>
        <Suspense>
          <ReportForm onDone={() => setState("thanks")} onCancel={() => setState("closed")} />
        </Suspense>
      </section>
    );
  }
  return (
    <div className="row">
      <Button appearance="primary" onClick={() => setState("open")}>
        {words.open}
      </Button>
      <p role="status">{state === "thanks" ? words.saved : ""}</p>
    </div>
  );
}
