// The ids of every scale and taxonomy. Danish and English labels are in bot/text.

export const usageLevels = ["routine", "mostly", "sometimes", "rarely", "notStarted", "notRelevant", "unsure"] as const;
/** A leader's estimate of how much a team uses a solution. */
export type UsageLevel = (typeof usageLevels)[number];

/**
 * The place of a level on the scale, 0–1, or null for the levels that are on none (docs/domain.md, Use): for drawing and for
 * comparing steps. No mean is made of it.
 */
export function score(level: UsageLevel): number | null {
  return scores[level];
}

const scores: Record<UsageLevel, number | null> = {
  routine: 1,
  mostly: 0.75,
  sometimes: 0.5,
  rarely: 0.25,
  notStarted: 0,
  notRelevant: null,
  unsure: null,
};

/** Whether the solution is part of everyday work: the two top levels. */
export function isEveryday(level: UsageLevel): boolean {
  return level === "routine" || level === "mostly";
}

export const extraQuestions = {
  trust: ["yes", "mostly", "no"],
  oldWay: ["no", "partly", "yes"],
  carrier: ["no", "yes"],
  goOn: ["yes", "partly", "no"],
  learnt: ["yes", "no"],
} as const;
export type ExtraQuestion = keyof typeof extraQuestions;
export type ExtraAnswer = (typeof extraQuestions)[ExtraQuestion][number];
export const extraQuestionIds = Object.keys(extraQuestions) as ExtraQuestion[];
const phases = { change: ["trial", "rollout"], operation: ["inUse", "retiring"] } as const;
/** In which phases of a solution each extra question is asked: what is tried and rolled out is asked other things than what is in daily use. */
export const extraPhases: Record<ExtraQuestion, readonly SolutionPhase[]> = {
  trust: phases.operation,
  oldWay: phases.operation,
  carrier: phases.operation,
  goOn: phases.change,
  learnt: phases.change,
};

/** What is in the way, as a leader would say it: groups, each with its details (docs/domain.md). */
export const barrierCategories = {
  skills: ["training", "support", "keyPersonLeft"],
  equipment: ["device", "access", "connectivity", "fault"],
  everyday: ["workflow", "time", "doubleWork"],
  meaning: ["purpose", "judgement", "unease", "jargon"],
  rules: ["targetGroup", "whoDecides", "rulesDoubt"],
  supplier: ["supplier", "licence", "immature"],
  citizen: ["citizen"],
  other: ["other"],
} as const;
export type BarrierCategory = keyof typeof barrierCategories;
export type BarrierDetail = (typeof barrierCategories)[BarrierCategory][number];
export const barrierCategoryIds = Object.keys(barrierCategories) as BarrierCategory[];
export const barrierDetails = Object.values(barrierCategories).flat() as BarrierDetail[];
/** What older versions stored and older cards still send, and what it is called now: two were about the same. */
export const formerDetails = {
  usability: "workflow",
  oldWay: "doubleWork",
  dataTrust: "doubleWork",
} as const satisfies Record<string, BarrierDetail>;
export type FormerDetail = keyof typeof formerDetails;
export const formerDetailIds = Object.keys(formerDetails) as FormerDetail[];

/** The group that a detail lies in. */
export function categoryOf(detail: BarrierDetail): BarrierCategory {
  const found = barrierCategoryIds.find((category) =>
    (barrierCategories[category] as readonly BarrierDetail[]).includes(detail),
  );
  return found ?? "other";
}

interface Topic {
  category?: BarrierCategory | null | undefined;
  detail?: BarrierDetail | FormerDetail | null | undefined;
}

/** What was chosen, in the words of today; the very same where it is. */
export function topicOfToday<T extends Topic>(
  given: T,
): Omit<T, "detail"> & { detail: Exclude<T["detail"], FormerDetail> } {
  const detail = Object.hasOwn(formerDetails, given.detail ?? "") ? formerDetails[given.detail as FormerDetail] : null;
  const current = detail === null ? given : { ...given, detail, category: categoryOf(detail) };
  return current as unknown as ReturnType<typeof topicOfToday<T>>;
}

/** What follows from a barrier's status alone. Everything that asks "is it over?" or "who hears of it?" asks here. */
interface BarrierStatusFacts {
  /** Somebody who helps has something to do (`open`), the team has yet to say whether it works (`solved`), or nobody has (`closed`). */
  stage: "open" | "solved" | "closed";
  /** What was done may help others who meet the same. */
  worked: boolean;
  /** The team has been asked something. */
  waitsForTeam: boolean;
  /** Whether the team is told in a message of its own when a barrier comes here. */
  tellsTeam: "always" | "byTheClock" | "never";
  /** Only somebody who helps brings a barrier here, and has it from then on. */
  begunByHelper: boolean;
  /** Where a barrier comes back to from the team or from a date. */
  comesBack: boolean;
  /** It waits for something, and comes back on a date. */
  isDated: boolean;
  /** Whether it may be moved to this column of the board. */
  mayBeDraggedTo: boolean;
}

const inHand = {
  stage: "open",
  worked: false,
  waitsForTeam: false,
  tellsTeam: "never",
  begunByHelper: false,
  comesBack: false,
  isDated: false,
  mayBeDraggedTo: true,
} as const satisfies BarrierStatusFacts;
const putAside = { ...inHand, tellsTeam: "always", begunByHelper: true } as const satisfies BarrierStatusFacts;

/** Every status of a barrier, in the order of the board's columns. */
export const barrierStatusFacts = {
  new: { ...inHand, mayBeDraggedTo: false },
  seen: { ...inHand, comesBack: true },
  asking: { ...inHand, waitsForTeam: true, isDated: true },
  working: { ...inHand, comesBack: true },
  trial: { ...putAside, isDated: true },
  waiting: { ...putAside, isDated: true },
  parked: { ...putAside, isDated: true },
  resolved: { ...putAside, stage: "solved", worked: true, waitsForTeam: true },
  confirmed: { ...inHand, stage: "closed", worked: true, tellsTeam: "byTheClock" },
  declined: { ...putAside, stage: "closed" },
  withdrawn: { ...inHand, stage: "closed", mayBeDraggedTo: false },
} as const satisfies Record<string, BarrierStatusFacts>;
export type BarrierStatus = keyof typeof barrierStatusFacts;
/** The statuses of which a fact is so, as a type: what must name each of them is refused when one is added. */
export type BarrierStatusWhere<Fact extends keyof BarrierStatusFacts, Is> = {
  [Status in BarrierStatus]: (typeof barrierStatusFacts)[Status][Fact] extends Is ? Status : never;
}[BarrierStatus];
export const barrierStatuses = Object.keys(barrierStatusFacts) as BarrierStatus[];

/** Whether nothing is left to do about a barrier with this status: confirmed by the team, or declined. */
export function isClosed(status: BarrierStatus): boolean {
  return barrierStatusFacts[status].stage === "closed";
}

/** Whether somebody who helps still has something to do: neither solved nor closed. */
export function isUnsolved(status: BarrierStatus): boolean {
  return barrierStatusFacts[status].stage === "open";
}

/** The statuses of what is not closed, in the order of the board. */
export const openStatuses: readonly BarrierStatus[] = barrierStatuses.filter((status) => !isClosed(status));

/** What became of a barrier, and whether that is a way of solving it: the others are said by what was done instead. */
const resolutionSolves = {
  fixed: true,
  shownOnsite: true,
  workflowChanged: true,
  reused: true,
  nonDigital: true,
  oldWayClosed: true,
  rulesClarified: true,
  exception: true,
  escalated: false,
  supplier: false,
  duplicate: false,
} as const;
export type Resolution = keyof typeof resolutionSolves;
export const resolutions = Object.keys(resolutionSolves) as Resolution[];
/** How something can be solved; not lifted, sent on or linked. */
export const solvingResolutions: readonly Resolution[] = resolutions.filter((id) => resolutionSolves[id]);

/** What follows from the kind of a decision. */
interface DecisionKindFacts {
  /** It is open until somebody says that it is done or dropped; the others are done when they are made. */
  isLasting: boolean;
  /** It has a date on which its owner is asked. */
  hasDate: boolean;
}

/**
 * Every kind of decision: about what is lifted, about an early warning, a solution in an area or a trial, how something was solved
 * (`exception`), the date on which the
 * old way ends (`closing`), or what is aimed for (`target`).
 */
export const decisionKindFacts = {
  doing: { isLasting: true, hasDate: true },
  waiting: { isLasting: true, hasDate: true },
  declined: { isLasting: false, hasDate: false },
  handling: { isLasting: true, hasDate: true },
  exception: { isLasting: true, hasDate: true },
  closing: { isLasting: true, hasDate: true },
  target: { isLasting: true, hasDate: true },
  asItShouldBe: { isLasting: false, hasDate: false },
} as const satisfies Record<string, DecisionKindFacts>;
export type DecisionKind = keyof typeof decisionKindFacts;
export const decisionKinds = Object.keys(decisionKindFacts) as DecisionKind[];

export const decisionStates = ["open", "done", "dropped"] as const;
export type DecisionState = (typeof decisionStates)[number];

/** How the reporter wants to be met: a call, a visit, or neither. */
export const contactWishes = ["call", "visit", "none"] as const;
export type ContactWish = (typeof contactWishes)[number];

/** What is difficult for a citizen: six groups and active refusal, each with its details (docs/domain.md). */
export const citizenReasonGroups = {
  access: ["noMitId", "noDeviceOrNet"],
  skills: ["digitalSkills", "adminSkills", "noHelper", "unsafe"],
  language: ["language", "dyslexia"],
  health: ["cognitive", "physical", "mental"],
  life: ["social", "homeless", "temporary"],
  solution: ["inaccessible", "deviceMismatch"],
  refusal: ["declines"],
} as const;
export type CitizenReasonGroup = keyof typeof citizenReasonGroups;
export type CitizenReason = (typeof citizenReasonGroups)[CitizenReasonGroup][number];
export const citizenReasonGroupIds = Object.keys(citizenReasonGroups) as CitizenReasonGroup[];
export const citizenReasons = Object.values(citizenReasonGroups).flat() as CitizenReason[];

/** What the municipality does instead: five groups, each with its ways. */
export const citizenAlternativeGroups = {
  exemption: ["postExempt", "exemptByPost", "exemptSpecial"],
  authority: ["readAccess", "writeAccess", "digitalProxy", "paperProxy", "guardian"],
  people: ["assisted", "supporter", "interpreter"],
  channel: ["phone", "letter", "inPerson", "homeVisit", "analogKept"],
  adaptation: ["loanDevice", "adapted"],
} as const;
export type CitizenAlternativeGroup = keyof typeof citizenAlternativeGroups;
export type CitizenAlternative = (typeof citizenAlternativeGroups)[CitizenAlternativeGroup][number];
export const citizenAlternativeGroupIds = Object.keys(citizenAlternativeGroups) as CitizenAlternativeGroup[];
export const citizenAlternatives = Object.values(citizenAlternativeGroups).flat() as CitizenAlternative[];
/** What older versions stored and older cards still send, and what it is called now. */
export const formerAlternatives = {
  serviceExempt: "exemptSpecial",
  relative: "supporter",
  volunteer: "supporter",
} as const satisfies Record<string, CitizenAlternative>;
export type FormerAlternative = keyof typeof formerAlternatives;
export const formerAlternativeIds = Object.keys(formerAlternatives) as FormerAlternative[];

/** How it ended for a citizen, and whether the case is closed by it. */
const citizenOutcomeCloses = {
  digital: true,
  hybrid: true,
  analog: true,
  declined: true,
  irrelevant: true,
  open: false,
} as const;
export type CitizenOutcome = keyof typeof citizenOutcomeCloses;
export const citizenOutcomes = Object.keys(citizenOutcomeCloses) as CitizenOutcome[];

/** Whether a case with this outcome is closed; its retention runs from then. */
export function closesCase(outcome: CitizenOutcome): boolean {
  return citizenOutcomeCloses[outcome];
}

/**
 * What may be thought of before a trial begins, in plain words: what follows and for whom, what is owed to the one it is for, who has been
 * heard. Source: K. Kristensen's column on three ethical questions (Kommunen.dk), see docs/domain.md.
 */
export const ethicsTexts = ["consequences", "duty", "heard"] as const;

/** The six national principles of digital inclusion (the Danish Agency for Digital Government, 2024), in the order of the source. */
export const inclusionPrinciples = [
  "consequences",
  "forAll",
  "understandable",
  "helpCitizen",
  "helpHelpers",
  "alternatives",
] as const;
export type InclusionPrinciple = (typeof inclusionPrinciples)[number];

/** Which citizen cases are looked at: those to follow up now, those with a date, what is not settled, or all of them. */
export const caseViews = ["due", "dated", "open", "all"] as const;
export type CaseView = (typeof caseViews)[number];

export const roles = ["leader", "standIn", "navigator", "manager", "adviser", "admin"] as const;
export type RoleName = (typeof roles)[number];

/** What follows from the status of a rollout. */
interface RolloutStatusFacts {
  /** The team is asked about it and counts (`used`), has agreed not to use it for now (`setAside`), or it is gone (`over`). */
  counts: "used" | "setAside" | "over";
  /** It is decided with a reason, and with a date on which that is looked at again. */
  isReviewed: boolean;
}

export const rolloutStatusFacts = {
  pilot: { counts: "used", isReviewed: false },
  inUse: { counts: "used", isReviewed: false },
  waiting: { counts: "setAside", isReviewed: false },
  exception: { counts: "setAside", isReviewed: true },
  retired: { counts: "over", isReviewed: false },
} as const satisfies Record<string, RolloutStatusFacts>;
export type RolloutStatus = keyof typeof rolloutStatusFacts;
export const rolloutStatuses = Object.keys(rolloutStatusFacts) as RolloutStatus[];
/** The statuses of a team that has agreed not to use a solution for now: it has no estimate that counts. */
export type SetAsideStatus = {
  [Status in RolloutStatus]: (typeof rolloutStatusFacts)[Status]["counts"] extends "setAside" ? Status : never;
}[RolloutStatus];

/** Whether it is agreed that the team does not use the solution for now. */
export function isSetAside(status: RolloutStatus): status is SetAsideStatus {
  return rolloutStatusFacts[status].counts === "setAside";
}

export const setAsideStatuses: readonly SetAsideStatus[] = rolloutStatuses.filter(isSetAside);

export const periodKinds = ["quarter", "halfYear", "year"] as const;
/** How long the periods are that figures about citizens are published for. */
export type PeriodKind = (typeof periodKinds)[number];

export const solutionKinds = ["mainRoad", "sideRoad"] as const;
export type SolutionKind = (typeof solutionKinds)[number];

/** What the adviser in law may be asked about. */
export const screenedKinds = ["barrier", "trial", "solution"] as const;
export type ScreenedKind = (typeof screenedKinds)[number];

/** Whether there is personal data in what is asked about, and which kind. */
export const personalDataKinds = ["none", "ordinary", "sensitive", "unsure"] as const;
export type PersonalDataKind = (typeof personalDataKinds)[number];

/** What the adviser answers: go ahead, go ahead with a change, or not at all. */
export const verdicts = ["free", "changed", "stop"] as const;
export type Verdict = (typeof verdicts)[number];

/** Whom a solution is to benefit, as its card tells it. */
export const benefitSides = ["citizen", "staff", "economy"] as const;
export type BenefitSide = (typeof benefitSides)[number];

export const solutionPhases = ["trial", "rollout", "inUse", "retiring"] as const;
export type SolutionPhase = (typeof solutionPhases)[number];

export const languages = ["da", "en"] as const;
export type Language = (typeof languages)[number];

/** What is put aside comes back after so many days, unless a date was chosen. */
export const usualWaitingDays = 7;
