import { Button } from "@fluentui/react-components";
import { useState } from "react";
import type { AmbitionAnswer, AmbitionItem } from "../../../bot/api/contract.ts";
import type { TabText } from "../../../bot/text/da/tab.ts";
import { Link } from "../../components/link.tsx";
import { PrintedOn } from "../../components/printed-on.tsx";
import { useMe, useSession } from "../../session.ts";
import { capital } from "../barriers/words.ts";
import { ambitionText } from "./words.ts";

interface AmbitionSheetProps {
  mine: AmbitionItem;
  solutions: AmbitionAnswer["solutions"];
}

/** The whole on one page, to print, to show at a meeting, or to paste into the team's channel. */
export function AmbitionSheet({ mine, solutions }: AmbitionSheetProps) {
  const { host, text } = useSession();
  const me = useMe();
  const [outcome, setOutcome] = useState<"copied" | "copyFailed" | null>(null);
  const words = ambitionText(text).sheet;
  const said = linesOf(mine, solutions, text);
  async function copy() {
    try {
      const title = `${text.pages.ambition} – ${me.person.name}`;
      const draft = mine.draft ? [words.draft] : [];
      await host.copy([title, ...draft, ...said.map(([asked, answer]) => `${asked}\n${answer}`)].join("\n\n"));
      setOutcome("copied");
    } catch {
      // A browser or a host may refuse; nothing else can go wrong here.
      setOutcome("copyFailed");
    }
  }
  return (
    <section className="section sheet" aria-label={text.pages.ambition}>
      <PrintedOn about={[me.person.name]} />
      {mine.draft && <p className="lead">{words.draft}</p>}
      {said.length === 0 && <p>{words.nothing}</p>}
      <dl className="shared">
        {said.map(([asked, answer]) => (
          <div key={asked}>
            <dt className="lead">{asked}</dt>
            <dd>{answer}</dd>
          </div>
        ))}
      </dl>
      <div className="no-print">
        <p className="section-intro">{words.use}</p>
        <p className="row">
          <Button appearance="primary" onClick={() => window.print()}>
            {words.print}
          </Button>
          <Button onClick={() => void copy()}>{words.copy}</Button>
          <Link to="/ambition">{words.back}</Link>
          <span role="status">{outcome !== null && words[outcome]}</span>
        </p>
      </div>
    </section>
  );
}

function linesOf({ answers, targets }: AmbitionItem, solutions: AmbitionAnswer["solutions"], text: TabText) {
  const words = ambitionText(text);
  const questions = Object.entries(words.questions) as [keyof typeof words.questions, [string, string]][];
  const lines = questions.flatMap(([id, [asked]]): [string, string][] => {
    const answer = answers[id];
    return answer === undefined ? [] : [[asked, answer]];
  });
  const aims = solutions.flatMap(({ id, name }) => {
    const level = targets[id];
    return level === undefined ? [] : [`${capital(name)}: ${text.vocabulary.usage[level]}`];
  });
  return aims.length === 0 ? lines : [...lines, [words.targetsTitle, aims.join("\n")] as [string, string]];
}
