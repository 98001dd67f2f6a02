import { Button } from "@fluentui/react-components";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { CasePageAnswer } from "../../../bot/api/contract.ts";
import type { CasePageKind } from "../../../bot/domain/case-page.ts";
import { type CasePageText, casePageDa } from "../../../bot/text/da/case-page.ts";
import { casePageEn } from "../../../bot/text/en/case-page.ts";
import { Link } from "../../components/link.tsx";
import { PrintedOn } from "../../components/printed-on.tsx";
import { ErrorState, Loading } from "../../components/states.tsx";
import { writtenDate } from "../../dates.ts";
import { useMe, useSession } from "../../session.ts";
import "../../styles/pages.css";

const wordsOf = (locale: string): CasePageText => (locale.startsWith("en") ? casePageEn : casePageDa);

/** *Til sagen*: something as a dated page with a title for the case system, to be printed or kept as a PDF. */
export function CasePage({ kind, id }: { kind: string; id: string }) {
  const { api, text } = useSession();
  const page = useQuery({
    queryKey: ["case-page", kind, id],
    queryFn: ({ signal }) =>
      api.get<CasePageAnswer>(`/api/case-pages/${encodeURIComponent(kind)}/${encodeURIComponent(id)}`, signal),
  });
  const title = page.data?.title ?? text.shell.titleSuffix;
  useEffect(() => {
    // What a browser calls the PDF.
    document.title = title;
  }, [title]);
  if (page.isPending) return <Loading />;
  if (page.isError) return <ErrorState isPage error={page.error} onRetry={() => void page.refetch()} />;
  return <Sheet page={page.data} />;
}

function Sheet({ page: { kind, title, lines } }: { page: CasePageAnswer }) {
  const { text } = useSession();
  const { today, pages } = useMe();
  const words = wordsOf(text.locale);
  const back = backTo(kind);
  return (
    <article className="case-page">
      {pages.some((id) => back.startsWith(`/${id}`)) && (
        <p className="back">
          <Link to={back}>← {words.back[kind]}</Link>
        </p>
      )}
      <header className="page-header">
        <div>
          <h1>{title}</h1>
          <p className="page-subtitle no-print">{words.intro}</p>
          <PrintedOn />
        </div>
      </header>
      <dl className="criteria">
        {lines.map(({ label, text: said }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className="words">{said}</dd>
          </div>
        ))}
      </dl>
      <p className="quiet">{words.standing(writtenDate(today, text.locale))}</p>
      <Actions title={title} words={words} />
    </article>
  );
}

function Actions({ title, words }: { title: string; words: CasePageText }) {
  const { host } = useSession();
  const [outcome, setOutcome] = useState<"copied" | "copyFailed" | null>(null);
  async function copy() {
    try {
      await host.copy(title);
      setOutcome("copied");
    } catch {
      // A browser or a host may refuse; nothing else can go wrong here.
      setOutcome("copyFailed");
    }
  }
  return (
    <div className="row no-print">
      <Button size="small" appearance="primary" onClick={() => window.print()}>
        {words.print}
      </Button>
      <Button size="small" appearance="subtle" onClick={() => void copy()}>
        {words.copyTitle}
      </Button>
      <span role="status">{outcome !== null && words[outcome]}</span>
    </div>
  );
}

function backTo(kind: CasePageKind): string {
  if (kind === "decision") return "/overview/decisions";
  return kind === "criteria" ? "/citizens/develop" : "/advice";
}
