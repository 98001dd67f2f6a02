// The sheet that the others build on comes first.
import "./styles/base.css";
import type { ReactNode } from "react";
import type { AdoptionAnswer, AmbitionAnswer, CheckInsAnswer, FirstView, PageId } from "../bot/api/contract.ts";
import type { TabText } from "../bot/text/tab-da.ts";
import { address, routeOf } from "./address.ts";
import type { Host } from "./host.ts";
import { BarriersTitle } from "./pages/barriers/barriers-title.tsx";
import { Facts } from "./pages/overview/facts.tsx";
import { OverviewHeader } from "./pages/overview/overview-header.tsx";
import { viewOf } from "./pages/overview/view.ts";
import { nothingChosen, SolvedQuestions } from "./pages/week/also-asked.tsx";
import { Answers } from "./pages/week/answers.tsx";
import { firstChoice, Question, waits } from "./pages/week/question.tsx";
import { WeekHeader } from "./pages/week/week-header.tsx";
import { drawPlain } from "./plain-dom.ts";
import { PersonaBar, ShellHeader } from "./shell-header.tsx";

interface Seen {
  host: Host;
  text: TabText;
  first: FirstView;
  page: PageId;
}

/**
 * Draws what one came for into the page before React is here, from the parts that React draws where they stand. Only to be
 * seen: a moment later the whole page stands there, and that is what is heard and pressed.
 */
export function sketch(root: HTMLElement, seen: Seen): void {
  const { host, text, page } = seen;
  const { me } = seen.first;
  drawPlain(
    <div className="app" data-theme={host.theme} inert aria-hidden="true">
      <header>
        {host.kind === "browser" && <PersonaBar me={me} text={text} />}
        <ShellHeader me={me} text={text} current={page} />
      </header>
      <main>{beginningOf(seen)}</main>
    </div>,
    root,
  );
}

/** As much of the page as is true already. */
function beginningOf({ first, text, page }: Seen): ReactNode {
  const { parts, query } = routeOf(address());
  // A page within a page has a title of its own.
  if (parts.length > 1) return <Waiting />;
  const found = <T,>(path: string) => first.views.find((view) => view.path === path)?.answer as T | undefined;
  const { me } = first;
  const checkIns = found<CheckInsAnswer>("/api/check-ins");
  if (page === "week" && checkIns !== undefined) {
    const ambition = found<AmbitionAnswer>("/api/ambition");
    return <WeekBeginning me={me} text={text} checkIns={checkIns} targets={ambition?.mine?.targets ?? {}} />;
  }
  const adoption = found<AdoptionAnswer>("/api/adoption?weeks=12");
  if (page === "overview" && adoption !== undefined) return <OverviewBeginning {...{ me, text, adoption, query }} />;
  return (
    <>
      <header className="page-header">
        {page === "barriers" ? <BarriersTitle me={me} text={text} /> : <h1>{text.pages[page]}</h1>}
      </header>
      <Waiting />
    </>
  );
}

function Waiting() {
  return <div className="skeleton skeleton-block" />;
}

interface WeekBeginningProps {
  me: FirstView["me"];
  text: TabText;
  checkIns: CheckInsAnswer;
  targets: Parameters<typeof Answers>[0]["targets"];
}

/** The first team's questions, or what it has answered. What stands under them is not there yet, so nothing moves. */
function WeekBeginning({ me, text, checkIns, targets }: WeekBeginningProps) {
  const [team] = checkIns.teams;
  return (
    <article className="week">
      <WeekHeader me={me} text={text} />
      {team?.checkIn && (
        <section className="week-team">
          <h2>{team.name}</h2>
          <div className="week-columns">
            <CheckInBeginning checkIn={team.checkIn} targets={targets} text={text} />
          </div>
        </section>
      )}
    </article>
  );
}

function CheckInBeginning({ checkIn, targets, text }: Parameters<typeof Answers>[0]) {
  if (!waits(checkIn)) {
    return (
      <div className="receipt">
        <Answers checkIn={checkIn} targets={targets} text={text} />
      </div>
    );
  }
  return (
    <form className="check-in-form">
      <SolvedQuestions name="first" text={text} checkIn={checkIn} chosen={nothingChosen} onChange={ignore} />
      {checkIn.asked.map((asked) => (
        <Question
          key={asked.solutionId}
          name={asked.solutionId}
          text={text}
          checkIn={checkIn}
          asked={asked}
          chosen={firstChoice(checkIn, asked)}
          onChange={ignore}
        />
      ))}
    </form>
  );
}

interface OverviewBeginningProps {
  me: FirstView["me"];
  text: TabText;
  adoption: AdoptionAnswer;
  query: URLSearchParams;
}

function OverviewBeginning({ me, text, adoption, query }: OverviewBeginningProps) {
  const view = viewOf(query);
  const isShown = view.area === null && view.period !== "year";
  return (
    <article className="overview">
      <OverviewHeader
        me={me}
        text={text}
        areas={view.period === "year" ? [] : adoption.areas}
        view={view}
        onArea={ignore}
        onPeriod={ignore}
        onSort={ignore}
      />
      {isShown ? adoption.solutions.length > 0 && <Facts adoption={adoption} text={text} /> : <Waiting />}
    </article>
  );
}

function ignore(): void {}
