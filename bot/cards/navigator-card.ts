import type { Card } from "../channel.ts";
import type { Barrier } from "../domain/barrier/barrier.ts";
import { pendingQuestion } from "../domain/barrier/barrier-lifecycle.ts";
import type { BarrierStory, SimilarCase } from "../domain/barrier/barrier-story.ts";
import { comesBackOn, isDated, isUntouched } from "../domain/barrier/waiting.ts";
import { localDate } from "../domain/calendar.ts";
import { isUnsolved, solvingResolutions } from "../domain/vocabulary.ts";
import type { Text } from "../text/text.ts";
import { atStart } from "../text/wording.ts";
import {
  actionSet,
  bullets,
  type CardAction,
  card,
  choiceSet,
  choicesOf,
  type Element,
  execute,
  facts,
  heading,
  paragraph,
  showCard,
  strong,
  subtle,
  textInput,
  toggle,
} from "./card.ts";
import { fittingChoices } from "./fitting.ts";
import { lastLiftStep, liftFacts, liftSentence } from "./lift-words.ts";

/** A trial that others have finished, offered where it fits. */
export interface TrialIdea {
  what: string;
  learned: string | null;
}

export interface NavigatorCardOptions {
  text: Text;
  /** Says in the heading that it has come back. */
  isBack?: boolean | undefined;
  ideas?: readonly TrialIdea[] | undefined;
}

/** A barrier as its navigators see it, with everything they can do about it: the card changes in place for everybody. */
export function navigatorCard(story: BarrierStory, options: NavigatorCardOptions): Card {
  const { text } = options;
  const { barrier } = story;
  return card(
    [
      heading(headingOf(story, options)),
      asksNow(story, text),
      factsOf(story, text),
      story.barrier.consequence === null ? subtle(text.loop.navigator.noText) : quote(story.barrier.consequence),
      ...liftOn(story, text),
      ...talkOf(story, text),
      ...(isUnsolved(barrier.status) ? solvedBefore(story, text) : []),
      ...commonOffer(story, text),
      barrier.status === "resolved" ? subtle(text.loop.navigator.waitsForTeam) : null,
    ],
    actionsOf(story, options),
  );
}

/** Team and what is difficult, in one line. */
export function barrierTitle(story: BarrierStory, text: Text): string {
  return text.loop.navigator.title(story.teamName, whatOf(story, text));
}

export function whatOf({ barrier, solutionName }: BarrierStory, text: Text): string {
  const name = atStart(solutionName);
  if (barrier.detail === null) return text.loop.navigator.undescribed(solutionName);
  return text.loop.navigator.what(name, text.detail[barrier.detail]);
}

function headingOf(story: BarrierStory, { text, isBack }: NavigatorCardOptions): string {
  const what = whatOf(story, text);
  const asked = askedNow(story.barrier);
  if (asked !== null) return text.loop.navigator[asked](story.teamName, what);
  if (story.barrier.status === "new") return text.loop.navigator.new(story.teamName, what);
  if (isBack) return text.loop.navigator.back(story.teamName, what);
  return text.loop.navigator.title(story.teamName, what);
}

/** What the clock asks about it, until somebody does something. */
function askedNow(barrier: Barrier): "due" | "trialOver" | "untouched" | "handedOver" | null {
  if (!isUnsolved(barrier.status)) return null;
  const last = barrier.events.at(-1);
  switch (last?.did) {
    case "due":
      return barrier.status === "trial" ? "trialOver" : "due";
    case "trialEnded":
      return barrier.status === "trial" ? "trialOver" : null;
    case "untouched":
    case "untouchedLong":
      return isUntouched(barrier) ? "untouched" : null;
    case "assigned":
      return last.by === "system" && barrier.assignedTo === null ? "handedOver" : null;
    default:
      return null;
  }
}

function asksNow({ barrier }: BarrierStory, text: Text): Element | null {
  const { navigator } = text.loop;
  const asked = askedNow(barrier);
  if (asked === "due") return paragraph(navigator.dueAsks);
  if (asked === "trialOver") return paragraph(navigator.trialOverAsks);
  return asked === "untouched" ? paragraph(navigator.untouchedSince(text.date(localDate(barrier.createdAt)))) : null;
}

/** Whether it is to be said what becomes of something that waited. */
function isAskedWhatNow(barrier: Barrier): boolean {
  const asked = askedNow(barrier);
  return (asked === "due" || asked === "trialOver") && barrier.assignedTo !== null && isDated(barrier);
}

export function nameIn(story: BarrierStory, personId: string | null, otherwise: string): string {
  return (personId === null ? undefined : story.names[personId]) ?? otherwise;
}

function factsOf(story: BarrierStory, text: Text): Element {
  const { barrier } = story;
  const { navigator } = text.loop;
  const date = comesBackOn(barrier);
  const until = date === null ? "" : ` (${text.date(date)})`;
  const resolution = barrier.resolution === null ? "" : ` · ${text.resolution[barrier.resolution]}`;
  return facts([
    [navigator.status, text.barrierStatus[barrier.status] + until + resolution],
    [navigator.assignee, barrier.assignedTo === null ? null : nameIn(story, barrier.assignedTo, navigator.somebody)],
    [navigator.reportedBy, nameIn(story, barrier.reportedBy, "")],
    [navigator.contact, barrier.contact === "none" ? null : text.contact[barrier.contact]],
  ]);
}

function quote(words: string): Element {
  return { type: "Container", style: "emphasis", items: [paragraph(words)] };
}

/** The last question with its answer, and the newest word that came with a step. */
function talkOf({ barrier }: BarrierStory, text: Text): Element[] {
  const { navigator } = text.loop;
  const question = barrier.events.findLast((event) => event.did === "question");
  const answer =
    pendingQuestion(barrier) === null ? barrier.events.findLast((event) => event.did === "answer") : undefined;
  const note = barrier.events.findLast((event) => event.did === "status" && event.text !== undefined);
  const lines = [
    [navigator.question, question?.text],
    [navigator.answer, answer?.text],
    [navigator.note, note?.text],
  ] as const;
  return lines.some(([, words]) => words !== undefined) ? [facts(lines)] : [];
}

/** What a manager has decided about it, or what the clock has given back. */
function liftOn(story: BarrierStory, text: Text): (Element | null)[] {
  const step = lastLiftStep(story);
  const said = step === null ? null : liftSentence(story, step, text);
  if (step === null || said === null || !isUnsolved(story.barrier.status)) return [];
  const isTalk = step.lift === "asked" || step.lift === "answered";
  const more = liftFacts(story, step, text);
  return [
    isTalk ? null : paragraph(said),
    step.text === undefined || isTalk ? null : quote(step.text),
    more.length === 0 ? null : facts(more),
  ];
}

/** Each with a button that tells the team of it and asks whether it fits. */
function solvedBefore({ barrier, solved }: BarrierStory, text: Text): Element[] {
  const { navigator } = text.loop;
  const shown = solved.slice(0, 3);
  if (shown.length === 0) return [];
  const lines = shown.flatMap((other) => [
    paragraph(navigator.solvedLine(other.teamName, howOf(other, text))),
    actionSet([execute(navigator.reuse, "barrier/reuse", { barrier: barrier.id, from: other.id })]),
  ]);
  return [strong(navigator.solvedBefore, { spacing: "Medium" }), ...lines];
}

/** Several teams have the same: one question and one solution for all. */
function commonOffer({ barrier, common }: BarrierStory, text: Text): Element[] {
  if (common.teams === 0 || !isUnsolved(barrier.status)) return [];
  const { navigator } = text.loop;
  return [
    strong(navigator.common(common.teams), { spacing: "Medium" }),
    actionSet([execute(navigator.makeCommon, "barrier/common", { barrier: barrier.id })]),
  ];
}

function howOf({ resolution, whatWorked }: SimilarCase, text: Text): string {
  return [resolution === null ? null : text.resolution[resolution], whatWorked]
    .filter((part) => part !== null)
    .join(" – ");
}

/** Six at most: what is asked for more is unfolded inside the card. */
function actionsOf(story: BarrierStory, options: NavigatorCardOptions): (CardAction | null)[] {
  const { barrier } = story;
  if (!isUnsolved(barrier.status)) return [];
  const { text } = options;
  const { navigator } = text.loop;
  const data = { barrier: barrier.id };
  const isAsked = isAskedWhatNow(barrier);
  return [
    isAsked ? execute(navigator.resume, "barrier/take", data, { style: "positive" }) : null,
    isAsked ? execute(navigator.postpone, "barrier/postpone", data) : null,
    // Whoever was given it has yet to say that they have it.
    !isAsked && (barrier.assignedTo === null || barrier.status === "seen")
      ? execute(navigator.take, "barrier/take", data, { style: "positive" })
      : null,
    showCard(
      navigator.ask,
      [words("askText", navigator.askLabel, text), confirm("askConfirmed", text)],
      [execute(navigator.askSend, "barrier/ask", data, { style: "positive" })],
    ),
    isAsked ? null : trialForm(data, options),
    showCard(
      navigator.solve,
      [
        choiceSet("resolution", navigator.solveHow, resolutionsIn(text), {
          value: barrier.sameAs === null ? undefined : "reused",
          required: text.barrier.chooseRequired,
          placeholder: text.common.choose,
        }),
        textInput("solveText", navigator.solveText, { placeholder: navigator.noNames }),
        subtle(navigator.solveException),
        { type: "Input.Date", id: "solveUntil", label: navigator.solveUntil },
        confirm("solveConfirmed", text),
      ],
      [execute(navigator.solveSend, "barrier/solve", data, { style: "positive" })],
    ),
    isAsked ? null : seenBeforeForm(story, text),
    waitForm(data, text),
  ];
}

function words(id: string, label: string, text: Text): Element {
  return textInput(id, label, { placeholder: text.loop.navigator.noNames, required: text.loop.navigator.textRequired });
}

function confirm(id: string, text: Text): Element {
  return toggle(id, text.loop.navigator.confirm, false);
}

function resolutionsIn(text: Text) {
  return solvingResolutions.map((value) => ({ title: text.resolution[value], value }));
}

const trialWeeks = [1, 2, 4, 6];

function trialForm(data: Record<string, unknown>, { text, ideas = [] }: NavigatorCardOptions): CardAction {
  const { navigator } = text.loop;
  const lines = ideas.map(({ what, learned }) => (learned === null ? what : `${what}: ${learned}`));
  const choices = trialWeeks.map((weeks) => ({ title: navigator.trialWeeksChoice(weeks), value: String(weeks) }));
  return showCard(
    navigator.trial,
    [
      ...(lines.length === 0 ? [] : [subtle(navigator.trialLibrary), bullets(lines)]),
      words("trialWhat", navigator.trialWhat, text),
      choiceSet("trialWeeks", navigator.trialWeeks, choices, { value: "2" }),
      textInput("trialHope", navigator.trialHope, { placeholder: navigator.noNames }),
      confirm("trialConfirmed", text),
    ],
    [execute(navigator.trialSend, "barrier/trial", data, { style: "positive" })],
  );
}

const briefLength = 60;

/** What is in the way and the first of what it means, so that two of one team can be told apart. */
function inBrief({ detail, consequence }: SimilarCase, text: Text): string {
  return joined([detail === null ? null : text.detail[detail], consequence]);
}

/** In one short line. */
export function joined(parts: readonly (string | null)[]): string {
  const words = parts.filter((part) => part !== null).join(" – ");
  return words.length <= briefLength ? words : `${words.slice(0, briefLength).trimEnd()}…`;
}

function seenBeforeForm({ barrier, open, solved }: BarrierStory, text: Text): CardAction {
  const { navigator } = text.loop;
  const choices = [...open, ...solved].map((other) => ({
    title: navigator.seenBeforeChoice(other.teamName, inBrief(other, text), text.barrierStatus[other.status]),
    value: other.id,
  }));
  const { choices: shown } = fittingChoices(choices, sameBytes);
  if (choices.length === 0) return showCard(navigator.seenBefore, [paragraph(navigator.seenBeforeNone)], []);
  return showCard(
    navigator.seenBefore,
    [
      choiceSet("sameAs", navigator.seenBeforeLabel, shown, {
        required: text.barrier.chooseRequired,
        placeholder: text.common.choose,
      }),
    ],
    [execute(navigator.seenBeforeSend, "barrier/seenBefore", { barrier: barrier.id }, { style: "positive" })],
  );
}

const sameBytes = 4 * 1024;

function waitForm(data: Record<string, unknown>, text: Text): CardAction {
  const { navigator } = text.loop;
  return showCard(
    navigator.wait,
    [
      choiceSet("next", navigator.waitLabel, choicesOf(navigator.waitChoices), {
        required: text.barrier.chooseRequired,
        placeholder: text.common.choose,
      }),
      { type: "Input.Date", id: "until", label: navigator.waitDate },
      textInput("waitText", navigator.waitText, { placeholder: navigator.noNames }),
      confirm("waitConfirmed", text),
    ],
    [execute(navigator.waitSend, "barrier/wait", data, { style: "positive" })],
  );
}
