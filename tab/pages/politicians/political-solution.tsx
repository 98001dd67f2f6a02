import type { ReactNode } from "react";
import type { PoliticalSolutionItem } from "../../../bot/api/contract.ts";
import { useSession } from "../../session.ts";
import { capital } from "../barriers/words.ts";
import { politiciansText } from "./words.ts";

/** What one solution of the task is for, what it gives and takes, for whom, and what can be decided. */
export function PoliticalSolution({ solution }: { solution: PoliticalSolutionItem }) {
  const { text } = useSession();
  const words = politiciansText(text);
  const { name, goodFor, requestedBy, spread, learnings, questions } = solution;
  return (
    <section className="section political-solution">
      <h2>{capital(name)}</h2>
      <Part title={words.goodFor}>
        <p className={goodFor === null ? "quiet" : "words"}>{goodFor ?? words.noGoodFor}</p>
        {requestedBy !== null && <p>{words.requestedBy(requestedBy)}</p>}
        <p>{spreadWords(spread, words)}</p>
      </Part>
      <GainsAndDrawbacks solution={solution} />
      <ForWhom solution={solution} />
      <Part title={words.said}>
        {learnings.length === 0 && <p className="quiet">{words.noSaid}</p>}
        <ul className="bullets">
          {learnings.map(({ what, learned, worked }) => (
            <li key={`${what} ${learned}`} className="words">
              {what}: {learned} {worked !== null && words.worked[worked]}
            </li>
          ))}
        </ul>
      </Part>
      <Part title={words.mayDecide}>
        {questions.length === 0 && <p>{words.noQuestions}</p>}
        <ul className="bullets">
          {questions.map((question) => (
            <li key={question}>{words.questions[question]}</li>
          ))}
        </ul>
      </Part>
    </section>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="political-part">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function spreadWords(spread: PoliticalSolutionItem["spread"], words: ReturnType<typeof politiciansText>): string {
  if (spread === null) return words.hiddenSpread;
  return spread.known === 0 ? words.noSpread : words.spread(spread.everyday, spread.known, spread.teams);
}

/** Side by side and of one size: what is won and what is lost are read together. */
function GainsAndDrawbacks({ solution: { benefits, drawbacks } }: { solution: PoliticalSolutionItem }) {
  const words = politiciansText(useSession().text);
  return (
    <div className="political-halves">
      <Part title={words.gains}>
        {benefits.length === 0 && <p className="quiet">{words.noGains}</p>}
        {benefits.map(({ side, what }) => (
          <p key={side} className="words">
            <span className="strong">{words.sides[side]}:</span> {what}
          </p>
        ))}
      </Part>
      <Part title={words.drawbacks}>
        <p className={drawbacks === null ? "quiet" : "words"}>{drawbacks ?? words.noDrawbacks}</p>
      </Part>
    </div>
  );
}

function ForWhom({ solution: { criteria } }: { solution: PoliticalSolutionItem }) {
  const words = politiciansText(useSession().text);
  const said = (part: "digital" | "hybrid" | "analogue" | "decider") => criteria.flatMap((one) => one[part] ?? []);
  const [works, inPart, worksNot, deciders] = [said("digital"), said("hybrid"), said("analogue"), said("decider")];
  return (
    <div className="political-halves">
      <Part title={words.worksFor}>
        {works.length === 0 && <p className="quiet">{words.notAgreed}</p>}
        <Lines lines={[...works, ...inPart.map((line) => `${words.worksInPart}: ${line}`)]} />
      </Part>
      <Part title={words.worksNot}>
        {worksNot.length === 0 && <p className="quiet">{words.notAgreedNot}</p>}
        <Lines lines={[...worksNot, ...deciders.map((who) => words.decider(who))]} />
      </Part>
    </div>
  );
}

function Lines({ lines }: { lines: string[] }) {
  return lines.map((line) => (
    <p key={line} className="words">
      {line}
    </p>
  ));
}
