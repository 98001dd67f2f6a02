import { absenceCard, absenceFormCard } from "../../bot/cards/absence-card.ts";
import {
  alreadyReportedCard,
  barrierCategoryCard,
  barrierDetailCard,
  barrierReceiptCard,
  barrierSolutionCard,
  barrierTeamCard,
} from "../../bot/cards/barrier-card.ts";
import { barrierDialog, dialogSentence } from "../../bot/cards/barrier-dialog.ts";
import { bothTeamsCard } from "../../bot/cards/both-teams-card.ts";
import { caseCard } from "../../bot/cards/case-card.ts";
import { channelOfferCard, channelSetCard } from "../../bot/cards/channel-card.ts";
import { checkInCard } from "../../bot/cards/check-in-card.ts";
import { citizenCard, citizenDialog, citizenReceiptCard } from "../../bot/cards/citizen-card.ts";
import { dialogueCard } from "../../bot/cards/dialogue-card.ts";
import { digestCard } from "../../bot/cards/digest-card.ts";
import { followUpCard } from "../../bot/cards/follow-up-card.ts";
import { liftedCard } from "../../bot/cards/lifted-card.ts";
import { meanwhileCard } from "../../bot/cards/meanwhile-card.ts";
import { navigatorCard } from "../../bot/cards/navigator-card.ts";
import { navigatorGroupCard } from "../../bot/cards/navigator-group-card.ts";
import { rewriteCard } from "../../bot/cards/rewrite-card.ts";
import { askCard, notUnderstoodCard, rhythmCard } from "../../bot/cards/said-cards.ts";
import { screeningCard } from "../../bot/cards/screening-card.ts";
import { helpCard, sentenceCard, statusCard, unknownPersonCard, welcomeCard } from "../../bot/cards/talk-cards.ts";
import { attachAnswerCard, teamBarrierCard } from "../../bot/cards/team-barrier-card.ts";
import { teamNewsCard } from "../../bot/cards/team-news-card.ts";
import type { Card } from "../../bot/channel.ts";
import { type Barrier, newBarrier } from "../../bot/domain/barrier/barrier.ts";
import type { BarrierAction } from "../../bot/domain/barrier/barrier-actions.ts";
import { act } from "../../bot/domain/barrier/barrier-lifecycle.ts";
import type { BarrierStory } from "../../bot/domain/barrier/barrier-story.ts";
import type { CheckInView } from "../../bot/domain/check-in/check-in.ts";
import { newCitizenCase } from "../../bot/domain/citizen-case.ts";
import { dialogueThemes } from "../../bot/domain/dialogue.ts";
import { da } from "../../bot/text/da/bot.ts";
import { askedCards } from "./asked-cards.ts";
import { decisionCards } from "./decision-cards.ts";

/** What stands on cards that others have chosen: what they call things, and what they write. */
export interface Filling {
  /** A name of a team, a solution, an area, a person or the municipality; one for each index. */
  name: (index: number) => string;
  /** What somebody writes. */
  text: (index: number) => string;
  /** How many teams there are, and how many solutions each uses. */
  teams: number;
  solutions: number;
}

const at = "2026-11-16T09:00:00.000Z";
const id = (index: number) => `019700000000-${index}`.padEnd(60, "x");
const uuidOf = (index: number) => `0192f0c0-0000-7000-8000-${String(index).padStart(12, "0")}`;
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);
const origin = { week: "2026-W47", team: id(1) };

function barrierOf({ text }: Filling, index: number, actions: BarrierAction[]): Barrier {
  const about = { teamId: id(1), solutionId: id(2), week: "2026-W47" };
  const described = { category: "equipment", detail: "access", consequence: text(index) } as const;
  let barrier: Barrier = { ...newBarrier(uuidOf(index), about, "leader", at), ...described };
  for (const action of actions) {
    const decided = act(barrier, action, action.kind === "answer" ? "leader" : "navigator", at);
    if (decided.outcome !== "changed") throw new Error(`${action.kind}: ${decided.outcome}`);
    barrier = decided.barrier;
  }
  return barrier;
}

function storyOf(filling: Filling, index: number, actions: BarrierAction[]): BarrierStory {
  const { name, text } = filling;
  const similar = (count: number, status: "new" | "confirmed") =>
    upTo(count).map((other) => ({
      ...({
        id: uuidOf(100 + other),
        teamName: name(other),
        status,
        detail: "access",
        consequence: text(other),
      } as const),
      ...({
        resolution: status === "new" ? null : "fixed",
        whatWorked: status === "new" ? null : text(other + 1),
      } as const),
    }));
  return {
    barrier: barrierOf(filling, index, actions),
    teamName: name(index),
    areaId: id(3),
    solutionName: name(index + 1),
    names: { leader: name(2), navigator: name(3) },
    areas: { area: name(4) },
    solved: similar(5, "confirmed") as BarrierStory["solved"],
    open: similar(8, "new") as BarrierStory["open"],
    common: { ids: upTo(7).map(uuidOf), teams: 7 },
  };
}

function checkInOf({ name, text, solutions }: Filling, filling: Filling, state: "open" | "answered"): CheckInView {
  const asked = upTo(Math.min(solutions, 8)).map((index) => ({ solutionId: id(index), previous: "mostly" as const }));
  const answers = Object.fromEntries(asked.map(({ solutionId }) => [solutionId, { level: "mostly" as const }]));
  const [first] = asked;
  const withExtra = asked.map((one) => ({ ...one, extra: "trust" }));
  const solved = barrierOf(filling, 7, [{ kind: "take" }, { kind: "solve", resolution: "fixed", text: text(5) }]);
  return {
    checkIn: {
      ...{ week: "2026-W47", teamId: id(1), state, asked: withExtra, cards: [] },
      ...{ answers: state === "open" ? {} : answers, answeredAt: state === "open" ? null : at, answeredBy: "leader" },
    } as unknown as CheckInView["checkIn"],
    teamName: name(1),
    solutionNames: Object.fromEntries(asked.map(({ solutionId }, index) => [solutionId, name(index)])),
    answeredByOther: name(4),
    closed: false,
    canSnooze: true,
    standsIn: { leader: name(6), until: "2026-12-01" },
    snoozedUntil: null,
    rhythm: "weekly",
    undescribed: first === undefined ? [] : [{ solutionId: first.solutionId, barrierId: uuidOf(1) }],
    reported: upTo(2).map((index) => ({
      solutionId: id(index),
      ...{ barrierId: uuidOf(9), isOwn: true },
      what: { consequence: text(index), detail: "access" },
    })),
    helpers: [name(7), name(8), name(9)],
    toConfirm: upTo(3).map((index) => ({ barrierId: uuidOf(index), solutionName: name(index), barrier: solved })),
    targets: Object.fromEntries(asked.map(({ solutionId }) => [solutionId, "routine" as const])),
    oldWays: Object.fromEntries(asked.map(({ solutionId }) => [solutionId, { ends: "2027-03-01", days: 100 }])),
    trials: upTo(2).map((index) => ({ id: uuidOf(index), what: text(index) })),
    steps: (["now", "announced"] as const).map((stage, index) => ({
      ...{ id: uuidOf(index), stage, kind: "task", text: text(index).slice(0, 300), solutionName: name(index) },
      ...{ week: "2026-W47", isDone: false },
    })),
    back: { kind: "working", solutionName: name(1), by: name(2), on: "2026-11-20" },
  };
}

/** Every card and dialog that the bot sends, by the name of the function that draws it. */
export function everyCard(filling: Filling): Record<string, Card[]> {
  const { name, text, teams, solutions } = filling;
  const all = upTo(teams).map((team) => ({
    ...{ id: id(team), name: name(team) },
    solutions: upTo(solutions).map((solution) => ({ id: id(team * 8 + solution), name: name(solution) })),
  }));
  const choices = { teams: all, isCut: false };
  const [first] = all;
  if (first === undefined) throw new Error("no team");
  const typed = { text: text(1), consequence: text(1), note: text(2), answer: text(3), still: text(4) };
  const error = da.errors.invalid ?? "";
  const form = { text: da, barrierId: uuidOf(1), solutionName: name(1), origin, values: typed, error };
  const question: BarrierAction[] = [{ kind: "take" }, { kind: "ask", text: text(1) }];
  const stories = {
    new: storyOf(filling, 1, []),
    asking: storyOf(filling, 2, question),
    answered: storyOf(filling, 3, [
      ...question,
      { kind: "answer", text: text(2) },
      { kind: "wait", supplier: true, text: text(3) },
    ]),
    trial: storyOf(filling, 4, [{ kind: "startTrial", trialId: uuidOf(9), what: text(3) }]),
    parked: storyOf(filling, 4, [{ kind: "park", until: "2026-12-24", text: text(3) }]),
    lifted: storyOf(filling, 5, [{ kind: "escalate", text: text(3) }]),
    solved: storyOf(filling, 6, [{ kind: "take" }, { kind: "solve", resolution: "fixed", text: text(3) }]),
    declined: storyOf(filling, 7, [{ kind: "decline", text: text(3) }]),
  };
  const as = { scope: "area", standIn: true } as const;
  const lift: BarrierAction = { kind: "escalate", text: text(3) };
  const lifts = [
    { kind: "liftDo", text: text(1), doer: "navigator", until: "2027-12-24", as } as const,
    { kind: "liftWait", text: text(1), until: "2027-12-24", as } as const,
    { kind: "liftDecline", text: text(1), as } as const,
    { kind: "liftTake", as } as const,
    { kind: "liftOn", scope: "*", text: text(1), as } as const,
    { kind: "ask", text: text(1), as } as const,
  ].map((action, index) => storyOf(filling, 10 + index, [lift, action]));
  const answered = storyOf(filling, 17, [lift, { kind: "ask", text: text(1), as }, { kind: "answer", text: text(2) }]);
  lifts.push(answered);
  const reader = {
    mayDecide: true,
    above: [name(5)],
    doers: upTo(3).map((index) => ({ id: id(index), name: name(index) })),
    today: "2026-11-20",
  };
  const ideas = upTo(3).map((index) => ({ what: text(index), learned: text(index + 1) }));
  const many = upTo(teams).map((index) => storyOf(filling, index, index % 2 === 0 ? [] : [{ kind: "take" }]));
  const place = { scope: id(1), areas: all, municipality: name(9) };
  const periods = [
    { from: "2026-11-20", to: "2026-12-01" },
    { from: "2026-12-21", to: "2027-01-03" },
  ];
  const standIns = {
    ...{ periods, current: periods[0] ?? null },
    teams: all.map((team, index) => ({ name: team.name, standIn: name(index + 1) })),
  };
  const logged = newCitizenCase(
    {
      id: uuidOf(1),
      teamId: id(1),
      solutionId: null,
      reasons: ["language"],
      instead: [],
      outcome: "open",
      note: null,
      followUpOn: "2026-12-01",
    },
    "leader",
    at,
  );
  const draft = Object.fromEntries(upTo(12).map((index) => [`level.${id(index)}`, "mostly"]));
  const agreed = upTo(12).map((index) => ({
    solutionName: name(index),
    areaName: name(index + 1),
    criteria: {
      ...{
        solutionId: id(index),
        area: id(index),
        digital: text(1),
        hybrid: text(2),
        analogue: text(3),
        decider: text(4),
      },
      ...{ since: "2026-12-01", principles: [], by: uuidOf(1), at: "2026-11-20T10:00:00.000Z", earlier: [] },
    },
  }));
  const offered = {
    group: undefined,
    way: "exemptByPost" as const,
    byGroup: { health: "exemptByPost" as const },
    firstWays: ["exemptByPost" as const, "phone" as const],
    agreed,
  };
  const citizen = { text: da, formId: uuidOf(1), choices, values: typed, error, draft, offered };
  const standing = {
    week: "2026-W46",
    reported: 1,
    taken: 2,
    solved: 3,
    confirmed: 4,
    reopened: 0,
    declined: 0,
    closedUnanswered: 0,
  };
  const figures = { ...standing, fromWeek: null, medianHoursToReaction: 3, medianHoursToConfirmed: 90 };
  const oldest = { open: 3, oldestUntouched: { id: "1", createdAt: at }, oldestTeam: name(1) };
  const status = {
    week: "2026-W47",
    absences: periods,
    isAwayNow: true,
    teams: all.map((team) => ({
      ...{ id: team.id, name: team.name, checkIn: "open" as const },
      ...{
        standsIn: { leader: name(5), until: null },
        standIn: null,
        isEverySecondWeek: true,
        remindsOn: "2026-12-01",
      },
      barriers: team.solutions.map((solution) => ({ barrier: stories.new.barrier, solutionName: solution.name })),
    })),
  };
  return {
    absenceFormCard: [
      absenceFormCard(standIns, origin, "2026-11-20", da, { spans: [{ from: null, to: null }], error }),
      absenceFormCard(standIns, origin, "2026-11-20", da, { spans: [...periods, { from: null, to: null }] }),
    ],
    absenceCard: [
      absenceCard({ ...standIns, before: [] }, origin, "2026-11-20", da),
      absenceCard({ ...standIns, periods: [] }, origin, "2026-11-20", da),
    ],
    barrierCategoryCard: [barrierCategoryCard(form)],
    barrierDetailCard: [
      barrierDetailCard("equipment", {
        ...form,
        guard: { sentence: "Det ligner et navn: »Mette«.", confirmation: "abc" },
      }),
    ],
    alreadyReportedCard: [
      alreadyReportedCard(
        upTo(3).map((index) => ({
          solutionName: name(index),
          what: text(index),
          again: { team: id(1), form: uuidOf(1) },
        })),
        { verb: "barrier/next", data: origin },
        da,
      ),
    ],
    barrierTeamCard: [barrierTeamCard(choices, da)],
    barrierSolutionCard: [barrierSolutionCard(first, uuidOf(1), da, { error, solution: first.id })],
    barrierReceiptCard: [
      barrierReceiptCard({ barrierId: uuidOf(1), solutionName: name(1), detail: da.detail.access, contact: null }, da),
    ],
    rewriteCard: [
      rewriteCard({ text: da, barrierId: uuidOf(1), solutionName: name(1), words: text(1), origin, error }),
    ],
    barrierDialog: [
      barrierDialog({ text: da, formId: uuidOf(1), choices, values: typed, error, about: da.loop.dialog.from }),
    ],
    dialogSentence: [dialogSentence(da.loop.dialog.saved)],
    channelOfferCard: [channelOfferCard(place, da, error), channelOfferCard({ ...place, scope: null }, da)],
    channelSetCard: [channelSetCard(place, name(5), da), channelSetCard({ ...place, scope: "*" }, name(5), da)],
    bothTeamsCard: [
      bothTeamsCard([checkInOf(filling, filling, "open"), checkInOf(filling, filling, "open")], { text: da, error }),
    ],
    checkInCard: (["open", "answered"] as const).flatMap((state) => [
      checkInCard(checkInOf(filling, filling, state), { text: da, error, note: da.checkIn.reminder(name(3), 47) }),
      checkInCard(checkInOf(filling, filling, state), { text: da, refreshFor: "29:1", correcting: true }),
      checkInCard({ ...checkInOf(filling, filling, state), closed: true }, { text: da }),
    ]),
    citizenCard: [citizenCard(citizen), citizenCard({ ...citizen, choices: { ...choices, teams: [first] }, origin })],
    citizenDialog: [citizenDialog({ ...citizen, about: da.loop.dialog.from })],
    caseCard: [
      caseCard(
        {
          ...{ kind: "solved", solution: name(1), detail: "access", consequence: text(1) },
          ...{ resolution: "fixed", whatWorked: text(2) },
        },
        da,
      ),
      caseCard(
        {
          ...{ kind: "trial", solution: name(1), citizenReason: "language", what: text(1) },
          ...{ worked: "partly", learned: text(2) },
        },
        da,
      ),
    ],
    citizenReceiptCard: [citizenReceiptCard(logged, da)],
    followUpCard: [
      followUpCard(
        upTo(40).map((index) => ({ citizenCase: logged, teamName: name(index), solutionName: name(index + 1) })),
        da,
        da.followUp.answered(name(2)),
      ),
    ],
    digestCard: [
      digestCard(figures as Parameters<typeof digestCard>[0], oldest as Parameters<typeof digestCard>[1], at, da),
    ],
    liftedCard: [
      liftedCard(stories.lifted, da, { ...reader, link: null, error }),
      ...lifts.map((story) => liftedCard(story, da, { ...reader, above: [], link: "https://teams.microsoft.com/l/x" })),
    ],
    navigatorCard: [...Object.values(stories), ...lifts].map((story) => navigatorCard(story, { text: da, ideas })),
    ...decisionCards({ name, text }, error),
    dialogueCard: dialogueThemes.map((theme, index) =>
      dialogueCard(
        { teamId: "nord-dag", teamName: name(1), theme, solutionName: index % 2 === 0 ? name(2) : null },
        da,
      ),
    ),
    screeningCard: (["screeningAsked", "screeningLate", "screeningAnswered"] as const).map((news) =>
      screeningCard(
        {
          screening: {
            ...{ about: "barrier", question: text(1), due: "2026-12-01" },
            answer: { verdict: "changed", text: text(2), by: uuidOf(1), at },
          },
          ...{ news, isAdviser: news !== "screeningAnswered", askedBy: name(1), solutionName: name(2) },
          link: "https://teams.microsoft.com/l/x",
        },
        da,
      ),
    ),
    ...askedCards(name, solutions),
    navigatorGroupCard: [navigatorGroupCard(many, da)],
    helpCard: [
      helpCard(da, "leader", { lead: da.said.greeting(name(3)), isOffered: () => true, more: [[text(1), text(2)]] }),
    ],
    askCard: [
      askCard(da.said.remindTitle, da.said.remind("x"), [[da.said.remindYes, "said/remind", { on: "2026-12-01" }]]),
    ],
    notUnderstoodCard: [notUnderstoodCard(da.said.unknown, "navigator", da)],
    rhythmCard: [rhythmCard("everySecondWeek", all, da)],
    meanwhileCard: [
      meanwhileCard(
        name(1),
        {
          answered: all.map((team) => ({ team: team.name, week: 50, name: name(2) })),
          barriers: upTo(40).map((index) => ({
            ...{ id: uuidOf(index), solutionName: name(index), status: "asking", waitsForTeam: true },
          })),
        },
        da,
      ),
    ],
    sentenceCard: [sentenceCard(da.status.noCheckIn, da.notForYou.checkIn)],
    statusCard: [statusCard(status, da), statusCard({ ...status, teams: status.teams.slice(0, 3) }, da)],
    unknownPersonCard: [unknownPersonCard(name(9), da)],
    welcomeCard: [welcomeCard(name(3), true, { link: "https://teams.microsoft.com/l/entity/0/ombord", text: da })],
    attachAnswerCard: [attachAnswerCard(stories.asking, text(2), { text: da })],
    teamBarrierCard: [...Object.values(stories), ...lifts].map((story) =>
      teamBarrierCard(story, { text: da, values: typed, error }),
    ),
    teamNewsCard: [teamNewsCard([...Object.values(stories), ...lifts], { text: da })],
  };
}
