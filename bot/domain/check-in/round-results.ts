import { addWeeks, localDate, weekOfDate } from "../calendar.ts";
import { periodAt } from "../citizen/periods.ts";
import type { Directory, Instant, IsoDate, IsoWeek } from "../organisation.ts";
import type { TeamAdoption } from "./adoption.ts";
import {
  type RoundAnswer,
  type RoundKind,
  type RoundQuestion,
  roundAnswers,
  roundKinds,
  roundQuestions,
} from "./round-questions.ts";

/** What a round came to, for the whole municipality: computed once, the same for everybody, and never changed. */
export interface RoundResult {
  kind: RoundKind;
  /** Null for the quarterly round. */
  solutionId: string | null;
  /** The first and the last week that something was answered in. */
  from: IsoWeek;
  to: IsoWeek;
  publishedOn: IsoDate;
  limit: number;
  /** Of each question that enough have answered, the share of each answer in whole per cent. */
  questions: { question: RoundQuestion; answered: number; shares: Record<RoundAnswer, number> }[];
}

interface Given {
  teamId: string;
  week: IsoWeek;
  kind: RoundKind;
  solutionId: string | null;
  question: RoundQuestion;
  answer: RoundAnswer;
}

/** The last week that lies wholly in a quarter that has ended: nothing in it can be answered any more. */
export function lastClosedWeek(now: Instant): IsoWeek {
  return addWeeks(weekOfDate(periodAt("quarter", localDate(now)).from), -1);
}

/** The teams that each leader or stand-in knows the answers of, and nobody's; whoever else is in the organisation knows none. */
function ownTeams(directory: Directory): ReadonlySet<string>[] {
  const own = [...directory.rolesByPerson.values()].map(
    (roles) => new Set(roles.filter(({ role }) => role === "leader" || role === "standIn").map(({ scope }) => scope)),
  );
  return [new Set(), ...own];
}

/**
 * The results of the rounds whose answers have not been part of a result yet, up to and including a week. A question is shown when the limit
 * of answers at least is left for whoever knows those of their own teams. Answers that are too few wait for the next quarter, so that each
 * is part of one result only, and no two results can be subtracted.
 */
export function resultsOf(
  { directory, now }: { directory: Directory; now: Instant },
  adoptions: readonly TeamAdoption[],
  earlier: readonly RoundResult[],
  through: IsoWeek,
): RoundResult[] {
  const insiders = ownTeams(directory);
  const limit = directory.settings.suppressionLimit;
  const given = adoptions.flatMap(answersIn).filter(({ week }) => week <= through);
  const rounds = Map.groupBy(given, ({ kind, solutionId }) => `${kind}:${solutionId ?? ""}`);
  return [...rounds.values()].flatMap((answers): RoundResult[] => {
    const [{ kind, solutionId } = { kind: "done" as const, solutionId: null }] = answers;
    const before = earlier.filter((one) => one.kind === kind && one.solutionId === solutionId);
    const shown = roundQuestions[kind].flatMap((question: RoundQuestion) => {
      const since = before.filter(({ questions }) => questions.some((one) => one.question === question));
      const last =
        since
          .map(({ to }) => to)
          .toSorted()
          .at(-1) ?? "";
      const own = answers.filter((one) => one.question === question && one.week > last);
      const isShown = insiders.every((teams) => own.filter(({ teamId }) => !teams.has(teamId)).length >= limit);
      return isShown ? [{ question, own }] : [];
    });
    const weeks = shown.flatMap(({ own }) => own.map(({ week }) => week)).toSorted();
    const [from, to] = [weeks.at(0), weeks.at(-1)];
    if (from === undefined || to === undefined) return [];
    const questions = shown.map(({ question, own }) => ({ question, answered: own.length, shares: sharesOf(own) }));
    return [{ kind, solutionId, from, to: through, publishedOn: localDate(now), limit, questions }];
  });
}

function sharesOf(given: readonly Given[]): Record<RoundAnswer, number> {
  const share = (answer: RoundAnswer) =>
    Math.round((given.filter((one) => one.answer === answer).length / given.length) * 100);
  return Object.fromEntries(roundAnswers.map((answer) => [answer, share(answer)])) as Record<RoundAnswer, number>;
}

/** What the team has answered in rounds; what it left out is no answer. */
function answersIn({ teamId, rounds = {} }: TeamAdoption): Given[] {
  return Object.entries(rounds).flatMap(([key, { week, answer }]): Given[] => {
    const [kind = "", about = "", question = ""] = key.split(":");
    const known = roundKinds.find((one) => one === kind);
    const asked = known === undefined ? undefined : roundQuestions[known].find((one) => one === question);
    if (known === undefined || asked === undefined || answer === null) return [];
    return [{ teamId, week, kind: known, solutionId: known === "done" ? null : about, question: asked, answer }];
  });
}
