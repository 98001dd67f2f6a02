import { Button, Input } from "@fluentui/react-components";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useDeferredValue, useId, useState } from "react";
import type { CitizenCasesAnswer } from "../../../bot/api/contract.ts";
import { citizenReasonGroupIds } from "../../../bot/domain/vocabulary.ts";
import { setQuery } from "../../address.ts";
import { Choose } from "../../components/choose.tsx";
import { Link } from "../../components/link.tsx";
import { Side } from "../../components/side.tsx";
import { ErrorState, Loading } from "../../components/states.tsx";
import { useRoute } from "../../router.ts";
import { useSession } from "../../session.ts";
import { CaseForm } from "./case-form.tsx";
import { CaseItem } from "./case-item.tsx";
import { citizenSteps } from "./steps-text.ts";
import { useNoted } from "./use-noted.ts";

/** So many at a time: a phone shows them on a few screens. */
const pageSize = 10;
/** So few are found without searching. */
const fewCases = 6;
const views = ["due", "open", "all"] as const;
type View = (typeof views)[number];

function useCases(search: URLSearchParams) {
  const { api } = useSession();
  return useInfiniteQuery({
    queryKey: ["citizen-cases", search.toString()],
    queryFn: ({ signal, pageParam }) =>
      api.get<CitizenCasesAnswer>(
        `/api/citizen-cases?${search}${pageParam && `&page=${encodeURIComponent(pageParam)}`}`,
        signal,
      ),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
  });
}

/** The notes that the reader may see: those to follow up, those that are not settled, or all, searched and by team. */
export function CaseList() {
  const { text } = useSession();
  const words = citizenSteps(text).list;
  const { query } = useRoute();
  const group = citizenReasonGroupIds.find((id) => id === query.get("group"));
  const [view, setView] = useState<View | "start">(group === undefined ? "start" : "all");
  const [team, setTeam] = useState("");
  const [q, setQ] = useState("");
  const given = { q: useDeferredValue(q.trim()), team, group: group ?? "" };
  const filters = Object.entries(given).filter(([, value]) => value !== "");
  const search = new URLSearchParams([["show", view], ["limit", `${pageSize}`], ...filters]);
  const cases = useCases(search);
  if (cases.data === undefined && cases.isPending) return <Loading />;
  if (cases.data === undefined) return <ErrorState error={cases.error} onRetry={() => void cases.refetch()} />;
  const [first] = cases.data.pages;
  if (first === undefined) return null;
  const items = cases.data.pages.flatMap((page) => page.cases);
  const shown = views.find((one) => one === first.show) ?? "all";
  const isEmpty = first.counts.all === 0;
  return (
    <>
      <NewCase answer={first} />
      <section className="section" aria-labelledby="cases-title">
        <h2 id="cases-title">{text.citizens.listTitle}</h2>
        {!isEmpty && (
          <div className="controls">
            <Views counts={first.counts} shown={shown} onChange={setView} />
            {first.counts.all >= fewCases && <SearchField q={q} onChange={setQ} />}
            {first.withCases.length > 1 && (
              <Choose
                isSmall
                label={words.team}
                empty={words.allTeams}
                options={first.withCases}
                value={team}
                onChange={setTeam}
              />
            )}
          </div>
        )}
        {group !== undefined && (
          <p className="row">
            {words.about(text.vocabulary.citizenReasonGroup[group])}
            <Button size="small" appearance="subtle" onClick={() => setQuery("group", null)}>
              {words.clear}
            </Button>
          </p>
        )}
        <p className="quiet" role="status">
          {isEmpty ? "" : first.found === 0 ? words.none[shown] : words.found(first.found)}
        </p>
        {isEmpty && <p className="section-intro">{text.citizens.empty}</p>}
        {items.length > 0 && (
          <ul className="cases lined">
            {items.map((item) => (
              <CaseItem key={`${item.id} ${item.updatedAt}`} item={item} />
            ))}
          </ul>
        )}
        {cases.hasNextPage && <p className="print-only">{words.printed(items.length, first.found)}</p>}
        {cases.hasNextPage && (
          <Button disabled={cases.isFetchingNextPage} onClick={() => void cases.fetchNextPage()}>
            {text.citizens.more}
          </Button>
        )}
      </section>
    </>
  );
}

interface ViewsProps {
  counts: CitizenCasesAnswer["counts"];
  shown: View;
  onChange: (view: View) => void;
}

function Views({ counts, shown, onChange }: ViewsProps) {
  const words = citizenSteps(useSession().text).list;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a set of buttons is no set of fields, and a toolbar would take the arrow keys.
    <div role="group" className="row" aria-label={words.views}>
      {views.map((view) => (
        <Button
          key={view}
          appearance={view === shown ? "primary" : "secondary"}
          aria-pressed={view === shown}
          onClick={() => onChange(view)}
        >
          {`${words.show[view]} (${counts[view]})`}
        </Button>
      ))}
    </div>
  );
}

function SearchField({ q, onChange }: { q: string; onChange: (q: string) => void }) {
  const words = citizenSteps(useSession().text).list;
  const id = useId();
  return (
    <div className="control">
      <label htmlFor={id}>{words.search}</label>
      <Input id={id} type="search" value={q} onChange={(_, { value }) => onChange(value)} />
    </div>
  );
}

/** The form beside the list; a link from elsewhere opens it at once. */
function NewCase({ answer }: { answer: CitizenCasesAnswer }) {
  const { text } = useSession();
  const { query } = useRoute();
  const isAdding = query.get("note") === "new" && answer.teams.length > 0;
  const close = () => setQuery("note", null);
  const words = text.citizens;
  const saved = useNoted(close);
  return (
    <>
      <Button appearance="primary" disabled={answer.teams.length === 0} onClick={() => setQuery("note", "new")}>
        {words.add}
      </Button>
      <Side title={words.formTitle} isOpen={isAdding} onClose={close}>
        <CaseForm teams={answer.teams} usual={answer.usual} onSaved={saved} onCancel={close} />
      </Side>
    </>
  );
}

/** One note by itself, as what was asked help with leads back to it. */
export function OneCase({ id }: { id: string }) {
  const { text } = useSession();
  const words = citizenSteps(text).list;
  const cases = useCases(new URLSearchParams({ case: id }));
  if (cases.isPending) return <Loading />;
  if (cases.isError) return <ErrorState error={cases.error} onRetry={() => void cases.refetch()} />;
  const [item] = cases.data.pages.flatMap((page) => page.cases);
  return (
    <section className="section">
      <p className="back">
        <Link to="/citizens">← {words.toAll}</Link>
      </p>
      <h2>{words.one}</h2>
      {item === undefined ? (
        <p className="notice">{words.notFound}</p>
      ) : (
        <ul className="cases lined">
          <CaseItem key={item.updatedAt} item={item} />
        </ul>
      )}
    </section>
  );
}
