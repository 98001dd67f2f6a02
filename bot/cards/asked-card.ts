import type { Card } from "../channel.ts";
import type {
  ClosingAnswer,
  FigureLine,
  InTheWayAnswer,
  NewsAnswer,
  QuestionAnswer,
  WaitingAnswer,
} from "../domain/asked-answers.ts";
import { pointsOf, spanOfDirection } from "../domain/check-in/change.ts";
import { isSetAside } from "../domain/vocabulary.ts";
import type { Text } from "../text/text.ts";
import { atStart } from "../text/wording.ts";
import { bullets, card, type Element, execute, facts, heading, openUrl, paragraph, subtle } from "./card.ts";

/** What was asked about figures, answered: the figure, the change, what is in the way, and the way to more. */
export function answerCard(answer: QuestionAnswer, link: string | null, text: Text): Card {
  const { asked } = text;
  const more = link === null ? null : openUrl(asked.more, link);
  switch (answer.of) {
    case "figures": {
      const title = answer.solution === null ? asked.everything : atStart(answer.solution);
      const isOne = answer.solution !== null && answer.lines.length === 1;
      const [only] = answer.lines;
      const body = isOne && only !== undefined ? [oneLine(only, text)] : manyLines(answer.lines, answer.solution, text);
      const ofTeam = answer.levels.map(({ solution, level, status }): [string, string] => {
        const word = isSetAside(status)
          ? text.rolloutStatus[status]
          : level === null
            ? asked.noLevel
            : text.usage[level];
        return [atStart(solution), word];
      });
      const parts = [...body, ...(ofTeam.length === 0 ? [] : [facts(ofTeam)]), subtle(asked.estimate)];
      return card([heading(title), subtle(answer.place), ...parts], [more]);
    }
    case "waiting":
      return card([heading(asked.waitingTitle), subtle(answer.place), ...waitingParts(answer, text)], [more]);
    case "news":
      return card([heading(asked.newsTitle), subtle(answer.place), ...newsParts(answer, text)], [more]);
    case "causes":
      return card([heading(asked.inTheWay), ...causeParts(answer, text)], [more]);
    case "closing":
      return card([heading(asked.closing.title), subtle(answer.place), ...closingParts(answer, text)], [more]);
    default:
      return answer satisfies never;
  }
}

function causeParts({ limit, places }: InTheWayAnswer, text: Text): Element[] {
  const { asked } = text;
  const parts = places.flatMap(({ place, causes }) => {
    const lines = causes.slice(0, mostLines).map(({ category, reported, open }): [string, string] => {
      return [category === null ? asked.otherCauses : text.category[category], asked.reported(reported, open)];
    });
    return [subtle(place), lines.length === 0 ? paragraph(asked.nothingReported) : facts(lines)];
  });
  return limit > 1 ? [...parts, subtle(asked.fewTogether(limit))] : parts;
}

function closingParts({ dates, today }: ClosingAnswer, { asked, date: written }: Text): Element[] {
  const { none, ends, ended } = asked.closing;
  if (dates.length === 0) return [paragraph(none)];
  const lines = dates.slice(0, mostLines).map(({ solution, date, teams }): [string, string] => {
    return [atStart(solution), `${(date <= today ? ended : ends)(written(date))} (${asked.teams(teams)})`];
  });
  return [facts(lines)];
}

/** The word once a month: what moved and what waits, and the way to have no more of it. */
export function monthlyCard(news: NewsAnswer, link: string | null, text: Text): Card {
  const { asked } = text;
  return card(
    [heading(asked.monthly.title), subtle(news.place), ...newsParts(news, text), subtle(asked.monthly.why)],
    [
      link === null ? null : openUrl(asked.more, link),
      execute(asked.monthly.stop, "monthly/stop", {}, { seldom: true }),
    ],
  );
}

/** What was chosen about the word once a month, with the way back. */
export function monthlyChosenCard(isWanted: boolean, { asked: { monthly } }: Text): Card {
  return card(
    [heading(monthly.title), paragraph(isWanted ? monthly.started : monthly.stopped)],
    [execute(isWanted ? monthly.stop : monthly.start, isWanted ? "monthly/stop" : "monthly/start", {})],
  );
}

function newsParts(news: NewsAnswer, text: Text): Element[] {
  const { asked } = text;
  const lines = news.moved.map((line) => `${atStart(line.solution)}: ${movedWords(line, text)}`);
  const waits = waitingFacts(news.waiting, text);
  return [
    lines.length === 0 ? paragraph(asked.nothingMoved) : bullets(lines),
    news.decided === 0 ? null : paragraph(asked.decided(news.decided, text.date(news.since))),
    waits.length === 0 ? null : { ...paragraph(asked.waitingTitle), weight: "Bolder" },
    waits.length === 0 ? null : facts(waits),
  ].filter((part) => part !== null);
}

function waitingParts(waiting: WaitingAnswer, text: Text): Element[] {
  const found = waitingFacts(waiting, text);
  if (found.length === 0) return [paragraph(text.asked.nothingWaits)];
  return [facts(found), ...(waiting.lifted.length === 0 ? [] : [bullets(waiting.lifted.map((one) => atStart(one)))])];
}

function waitingFacts({ counts, due }: WaitingAnswer, { asked }: Text): [string, string][] {
  return [
    ...counts.map(({ kind, count }): [string, string] => [asked.kinds[kind], String(count)]),
    ...(due === 0 ? [] : [[asked.due, String(due)] as [string, string]]),
  ];
}

function oneLine(line: FigureLine, text: Text): Element {
  const { asked } = text;
  const inTheWay = line.inTheWay.map(({ category, open }) => {
    return `${category === null ? asked.notDescribed : text.category[category]} (${open})`;
  });
  return facts([
    [asked.everyday, shareWords(line, text)],
    ...targetFact(line, text),
    [asked.change, movedWords(line, text)],
    [asked.inTheWay, inTheWay.length === 0 ? asked.nothingInTheWay : inTheWay.slice(0, mostCauses).join(", ")],
    ...(line.setAside === 0 ? [] : [[asked.setAside, asked.teams(line.setAside)] as [string, string]]),
  ]);
}

function targetFact({ target }: FigureLine, text: Text): [string, string][] {
  if (target === null) return [];
  return [[text.asked.target, text.asked.targetBy(target.share, text.date(target.due), target.scopeName)]];
}

const mostCauses = 3;
const mostLines = 12;

function manyLines(lines: readonly FigureLine[], solution: string | null, text: Text): Element[] {
  const shown = lines.slice(0, mostLines).map((line): [string, string] => {
    const name = solution === null ? atStart(line.solution) : line.place;
    return [name, `${shareWords(line, text)} ${movedWords(line, text)}`];
  });
  return shown.length === 0 ? [] : [facts(shown)];
}

function shareWords({ everyday, known, teams }: FigureLine, { asked }: Text): string {
  if (known === 0) return asked.noEstimates(teams);
  return asked.share(everyday, known, Math.round((everyday / known) * 100));
}

/** The change in points against a quarter ago, or four weeks, and whether it is more than chance. */
function movedWords({ changes, direction }: FigureLine, { asked }: Text): string {
  const span = spanOfDirection(changes) ?? (changes.quarter.both > 0 ? "quarter" : "fourWeeks");
  const points = pointsOf(changes[span]);
  if (points === null) return asked.noChange;
  const signed = points > 0 ? `+${points}` : points < 0 ? `−${-points}` : "0";
  return asked.moved(signed, asked.spans[span], changes[span].both, asked.directions[direction]);
}
