import type { Card } from "../channel.ts";
import type { BarrierEvent } from "../domain/barrier/barrier.ts";
import { pendingQuestion } from "../domain/barrier/barrier-lifecycle.ts";
import type { BarrierStory } from "../domain/barrier/barrier-story.ts";
import type { Text } from "../text/text.ts";
import {
  type CardAction,
  card,
  type Element,
  execute,
  facts,
  type GuardNotice,
  heading,
  notice,
  paragraph,
  sendActions,
  sentence,
  showCard,
  subtle,
  textInput,
} from "./card.ts";
import { type FormValues, type StandsIn, standInLine } from "./check-in-card.ts";
import { howItWasSolved } from "./how-solved.ts";
import { liftFacts, liftSentence, whoDecided } from "./lift-words.ts";
import { nameIn, whatOf } from "./navigator-card.ts";

export interface TeamCardOptions {
  text: Text;
  /** There is a newer card about it further down. */
  isOlder?: boolean | undefined;
  /** Why it comes to its reader, when that is not the team's leader. */
  standsIn?: StandsIn | undefined;
  /** The barriers, itself too, that were told of together: a way back to the others. */
  among?: readonly string[] | undefined;
  values?: FormValues | undefined;
  error?: string | undefined;
  guard?: GuardNotice | undefined;
}

/** A barrier as the team that reported it sees it: where it stands, and what only they can say. */
export function teamBarrierCard(story: BarrierStory, options: TeamCardOptions): Card {
  const { text } = options;
  const title = heading(text.loop.team.about(story.solutionName));
  const about = subtle(`${story.teamName} · ${whatOf(story, text)}`);
  if (options.isOlder) return card([title, about, subtle(text.loop.team.older)]);
  const why = standInLine(options.standsIn ?? null, text);
  return card([title, about, why, notice(options.error), ...wordsOf(story, options)], actionsOf(story, options));
}

function wordsOf(story: BarrierStory, options: TeamCardOptions): (Element | null)[] {
  const { text } = options;
  const { team } = text.loop;
  const { barrier } = story;
  const last = barrier.events.findLast((event) => event.status !== undefined);
  const lifted = liftedWords(story, last, options);
  if (lifted !== null) return lifted;
  const holder = nameIn(story, barrier.assignedTo, team.navigator);
  switch (barrier.status) {
    case "new":
      return [paragraph(team.new)];
    case "seen":
      return [paragraph(last?.did === "answer" ? team.answered(team.navigator) : team.seen)];
    case "asking":
      return questionOf(story, options);
    case "working":
      if (last?.did === "answer") return [paragraph(team.answered(holder))];
      if (last?.did === "status" && last.by !== "system") return [paragraph(team.reopened(holder))];
      return [paragraph(team.taken(holder))];
    case "trial":
      return [paragraph(last?.text ? team.trial(last.text) : team.trialPlain)];
    case "waiting":
      return [paragraph(waitingWords(story, text)), reason(last?.text)];
    case "parked":
      return [paragraph(team.parked(text.date(barrier.parkedUntil ?? ""))), reason(last?.text)];
    case "resolved":
      return [
        paragraph(worksWords(story, text)),
        ...exceptionWords(story, text),
        { ...subtle(team.fourWeeks), spacing: "Small" },
      ];
    case "confirmed":
      return [sentence(last?.by === "system" ? team.closed : team.confirmed)];
    case "declined":
      return [paragraph(last?.text ? team.declined(last.text) : team.declinedPlain)];
    case "withdrawn":
      return [paragraph(team.withdrawn)];
    default:
      return barrier.status satisfies never;
  }
}

/** What a manager has decided, with their name and role; their question is asked like any other. */
function liftedWords(
  story: BarrierStory,
  last: BarrierEvent | undefined,
  { text }: TeamCardOptions,
): (Element | null)[] | null {
  if (last?.lift === undefined || last.lift === "asked") return null;
  const said = liftSentence(story, last, text);
  if (said === null) return null;
  const quote = last.lift === "answered" ? null : reason(last.text);
  const more = liftFacts(story, last, text);
  return [paragraph(said), quote, more.length === 0 ? null : facts(more)];
}

function reason(words: string | undefined): Element | null {
  return words === undefined ? null : { type: "Container", style: "emphasis", items: [paragraph(words)] };
}

function waitingWords({ barrier }: BarrierStory, text: Text): string {
  const { team } = text.loop;
  if (barrier.resolution === "escalated") return text.lift.told.lifted;
  if (barrier.resolution === "supplier") return team.supplier;
  return barrier.resolution === "duplicate" ? team.duplicate : team.waiting;
}

function worksWords(story: BarrierStory, text: Text): string {
  const how = howItWasSolved(story, text);
  return how === null ? text.loop.team.worksPlain : text.loop.team.works(how);
}

/** What an agreed exception means, and when it is looked at again. */
function exceptionWords({ barrier }: BarrierStory, text: Text): Element[] {
  const until = barrier.events.findLast(({ status }) => status === "resolved")?.until;
  if (barrier.resolution !== "exception" || until === undefined) return [];
  const { news } = text.lift.decisions;
  return [facts([[news.dates.exception ?? "", text.date(until)]]), subtle(news.exception)];
}

function questionOf(story: BarrierStory, options: TeamCardOptions): (Element | null)[] {
  const { team } = options.text.loop;
  const question = pendingQuestion(story.barrier);
  const asks =
    question?.lift === "asked"
      ? options.text.lift.told.asked(whoDecided(story, question, options.text))
      : team.asks(nameIn(story, question?.by ?? null, team.navigator));
  return [
    paragraph(asks),
    question?.text ? reason(question.text) : subtle(options.text.rewriting.gone),
    notice(options.guard?.sentence),
    answerInput(options),
  ];
}

function answerInput({ text, values }: TeamCardOptions): Element {
  const { team } = text.loop;
  return textInput("answer", team.answerLabel, {
    placeholder: team.answerPlaceholder,
    required: team.answerRequired,
    value: values?.answer,
  });
}

function actionsOf({ barrier }: BarrierStory, options: TeamCardOptions): CardAction[] {
  const { text, values, guard, among = [] } = options;
  const { team } = text.loop;
  const of = among.join(",");
  const data = { barrier: barrier.id, ...(of === "" ? {} : { among: of }) };
  const back = of === "" ? [] : [execute(team.newsOthers, "barrier/news", { among: of }, { withoutInputs: true })];
  if (barrier.status === "asking")
    return [...sendActions({ title: team.answerSend, verb: "barrier/answer", data }, options), ...back];
  if (barrier.status !== "resolved") return back;
  return [
    execute(team.yes, "barrier/confirm", data, { style: "positive" }),
    showCard(
      team.no,
      [
        notice(guard?.sentence),
        textInput("still", team.noLabel, { placeholder: team.answerPlaceholder, value: values?.still }),
      ],
      sendActions({ title: team.noSend, verb: "barrier/reopen", data }, options),
    ),
    ...back,
  ];
}

/** Somebody with a question before them wrote something that is no command: is it the answer? */
export function attachAnswerCard(
  story: BarrierStory,
  said: string,
  { text, standsIn = null }: Pick<TeamCardOptions, "text" | "standsIn">,
): Card {
  const { team } = text.loop;
  const question = pendingQuestion(story.barrier);
  return card(
    [
      heading(team.attachTitle),
      standInLine(standsIn, text),
      paragraph(team.attachIntro(nameIn(story, question?.by ?? null, team.navigator), story.solutionName)),
      reason(question?.text),
      textInput("answer", team.answerLabel, { required: team.answerRequired, value: said }),
    ],
    [
      execute(team.attachYes, "barrier/answer", { barrier: story.barrier.id }, { style: "positive" }),
      execute(team.attachNo, "barrier/notTheAnswer", {}, { withoutInputs: true }),
    ],
  );
}

/** What a notification says when the card arrives. */
export function teamBarrierSummary({ barrier, solutionName }: BarrierStory, text: Text): string {
  const { summary } = text.loop.team;
  switch (barrier.status) {
    case "asking":
      return summary.question(solutionName);
    case "resolved":
      return summary.solved(solutionName);
    case "working":
      return summary.taken(solutionName);
    case "new":
    case "seen":
    case "trial":
    case "waiting":
    case "parked":
    case "confirmed":
    case "declined":
    case "withdrawn":
      return summary.other(solutionName);
    default:
      return barrier.status satisfies never;
  }
}
