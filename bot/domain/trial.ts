import type { Barrier } from "./barrier/barrier.ts";
import { addDays } from "./calendar.ts";
import type { Instant, IsoDate, IsoWeek } from "./organisation.ts";
import type { TextChange } from "./rewriting.ts";
import { type BarrierCategory, type CitizenReason, ethicsTexts } from "./vocabulary.ts";

/** How a trial goes for a team, as its leader says in a check-in. */
export const trialProgress = ["yes", "partly", "no"] as const;
export type TrialProgress = (typeof trialProgress)[number];

export const trialStates = ["running", "finished", "cancelled"] as const;
export const trialOutcomes = ["yes", "partly", "no"] as const;

export const trialTexts = ["what", "hope", ...ethicsTexts, "learned", "sideGains", "overlooked"] as const;
/** The texts of a trial. */
export type TrialText = (typeof trialTexts)[number];

/** A small, dated experiment with a learning (*prøvehandling*). Every text has passed the personal-data guard. */
export interface Trial {
  id: string;
  what: string;
  teamIds: string[];
  solutionId: string | null;
  /** The barrier that it began with, or null. */
  barrierId: string | null;
  /** What kind of thing was in the way, when it began with a barrier that said so. */
  category?: BarrierCategory;
  /** What is difficult for citizens, when it began there. */
  citizenReason: CitizenReason | null;
  from: IsoDate;
  /** Its last day. */
  to: IsoDate;
  hope: string | null;
  state: (typeof trialStates)[number];
  learned: string | null;
  worked: (typeof trialOutcomes)[number] | null;
  sideGains: string | null;
  /** As {@link ethicsTexts}; not in trials of older versions. */
  consequences?: string | null;
  duty?: string | null;
  heard?: string | null;
  /** Who was overlooked, as asked at its end. */
  overlooked?: string | null;
  /** Others outside the municipality may read it, without team or person. */
  shareable: boolean;
  /** At most one for each team and week. */
  progress: { week: IsoWeek; teamId: string; going: TrialProgress }[];
  /** That a text was taken out or put right, oldest first; absent when none was. */
  rewritten?: (TextChange & { of: TrialText })[];
  /** When it was finished or cancelled; not in trials of older versions. */
  endedAt?: Instant;
  createdBy: string;
  createdAt: Instant;
  updatedAt: Instant;
}

type Given = Pick<
  Trial,
  | "id"
  | "what"
  | "teamIds"
  | "solutionId"
  | "barrierId"
  | "category"
  | "citizenReason"
  | "from"
  | "to"
  | "hope"
  | (typeof ethicsTexts)[number]
>;

/** A trial as it begins: running, with nothing learned yet. Its texts have passed the guard; `by` is a person id. */
export function newTrial(given: Given, by: string, now: Instant): Trial {
  return {
    ...given,
    state: "running",
    learned: null,
    worked: null,
    sideGains: null,
    shareable: false,
    progress: [],
    createdBy: by,
    createdAt: now,
    updatedAt: now,
  };
}

const longestDays = 366;

/** Small means dated: it ends after it has begun, and within a year. */
export function areTrialDates(from: IsoDate, to: IsoDate): boolean {
  return from <= to && to <= addDays(from, longestDays);
}

/** Whether it began with what is difficult for citizens: a reason, a barrier about them, or a field study. */
export function isAboutCitizens({ citizenReason, category }: Pick<Trial, "citizenReason" | "category">): boolean {
  return citizenReason !== null || category === "citizen";
}

/** How long it lasts, in whole weeks, one at least. */
export function trialWeeks({ from, to }: Pick<Trial, "from" | "to">): number {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
  return Math.max(1, Math.round(days / 7));
}

/** Whether it may help with a barrier: the same solution, or the same kind of thing in the way. */
export function fitsBarrier(trial: Trial, { solutionId, category }: Pick<Barrier, "solutionId" | "category">): boolean {
  const about = trial.category ?? (trial.citizenReason === null ? null : "citizen");
  return trial.solutionId === solutionId || (category !== null && about === category);
}

/** What can be done to a trial. */
export type TrialAction =
  | { kind: "change"; what: string; to: IsoDate; hope: string | null }
  | ({ kind: "finish"; learned: string; worked: (typeof trialOutcomes)[number] } & Pick<
      Trial,
      "sideGains" | "overlooked"
    >)
  | { kind: "cancel" }
  | { kind: "share"; shareable: boolean };

/** The trial after the action; null when it cannot be done: only a running one is changed or ended, only a finished one is shared. */
export function actOnTrial(trial: Trial, action: TrialAction, now: Instant): Trial | null {
  const isPossible = action.kind === "share" ? trial.state === "finished" : trial.state === "running";
  if (!isPossible) return null;
  const { kind, ...changes } = action;
  const state = kind === "finish" ? "finished" : kind === "cancel" ? "cancelled" : trial.state;
  const ended = state === trial.state ? {} : { endedAt: now };
  return { ...trial, ...changes, ...ended, state, updatedAt: now };
}

/** The trial with a team's word for the week; the very same trial when it says nothing new, or is not about that team. */
export function noteProgress(trial: Trial, week: IsoWeek, teamId: string, going: TrialProgress, now: Instant): Trial {
  if (trial.state !== "running" || !trial.teamIds.includes(teamId)) return trial;
  const known = trial.progress.find((note) => note.week === week && note.teamId === teamId);
  if (known?.going === going) return trial;
  const others = trial.progress.filter((note) => note !== known);
  return { ...trial, progress: [...others, { week, teamId, going }], updatedAt: now };
}

/** Whether a check-in on the date asks the team about it. */
export function isUnderWay(trial: Trial, teamId: string, date: IsoDate): boolean {
  return trial.state === "running" && trial.teamIds.includes(teamId) && trial.from <= date && date <= trial.to;
}

/** The trial with another text there, or none (null), and that it was so. What was tried is never null: it is empty when it has gone. */
export function withTrialText(trial: Trial, of: TrialText, text: string | null, change: TextChange): Trial {
  const rewritten = [...(trial.rewritten ?? []), { ...change, of }];
  return { ...trial, [of]: of === "what" ? (text ?? "") : text, rewritten, updatedAt: change.at };
}
