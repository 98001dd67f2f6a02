import { Button } from "@fluentui/react-components";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { CitizenCasesAnswer } from "../../../bot/api/contract.ts";
import { ErrorState, Loading } from "../../components/states.tsx";
import { useSession } from "../../session.ts";
import { CaseForm } from "./case-form.tsx";
import { CaseItem } from "./case-item.tsx";

export function CaseList() {
  const { api, text } = useSession();
  const queries = useQueryClient();
  const [isAdding, setAdding] = useState(false);
  const [isSaved, setSaved] = useState(false);
  const cases = useInfiniteQuery({
    queryKey: ["citizen-cases"],
    queryFn: ({ signal, pageParam }) =>
      api.get<CitizenCasesAnswer>(`/api/citizen-cases${pageParam && `?page=${encodeURIComponent(pageParam)}`}`, signal),
    initialPageParam: "",
    getNextPageParam: (last) => last.next,
  });
  if (cases.isPending) return <Loading />;
  if (cases.isError) return <ErrorState error={cases.error} onRetry={() => void cases.refetch()} />;
  const [first] = cases.data.pages;
  const items = cases.data.pages.flatMap((page) => page.cases);
  const words = text.citizens;
  function saved() {
    setAdding(false);
    setSaved(true);
    void queries.invalidateQueries({ queryKey: ["citizen-cases"] });
    void queries.invalidateQueries({ queryKey: ["inclusion"] });
  }
  return (
    <>
      <div role="status">{isSaved && <p className="notice">{words.saved}</p>}</div>
      {isAdding && first ? (
        <CaseForm teams={first.teams} onSaved={saved} onCancel={() => setAdding(false)} />
      ) : (
        <Button appearance="primary" disabled={first?.teams.length === 0} onClick={() => setAdding(true)}>
          {words.add}
        </Button>
      )}
      <section className="section" aria-labelledby="cases-title">
        <h2 id="cases-title">{words.listTitle}</h2>
        {items.length === 0 && <p className="section-intro">{words.empty}</p>}
        <ul className="cases lined">
          {items.map((item) => (
            <CaseItem key={item.id} item={item} />
          ))}
        </ul>
        {cases.hasNextPage && (
          <Button disabled={cases.isFetchingNextPage} onClick={() => void cases.fetchNextPage()}>
            {words.more}
          </Button>
        )}
      </section>
    </>
  );
}
