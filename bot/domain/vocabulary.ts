// The ids of every scale and taxonomy. Danish and English labels are in bot/text.

export const usageLevels = ["routine", "mostly", "sometimes", "rarely", "notStarted", "notRelevant", "unsure"] as const;
/** A leader's estimate of how much a team uses a solution. */
export type UsageLevel = (typeof usageLevels)[number];

export const extraQuestions = {
  trust: ["yes", "mostly", "no"],
  oldWay: ["no", "partly", "yes"],
  carrier: ["no", "yes"],
} as const;
export type ExtraQuestion = keyof typeof extraQuestions;
export type ExtraAnswer = (typeof extraQuestions)[ExtraQuestion][number];
export const extraQuestionIds = Object.keys(extraQuestions) as ExtraQuestion[];

export const barrierCategories = {
  skills: ["training", "usability", "support", "keyPersonLeft"],
  equipment: ["device", "access", "connectivity", "fault"],
  everyday: ["workflow", "time", "doubleWork", "oldWay"],
  meaning: ["purpose", "unease", "jargon"],
  rules: ["dataTrust", "rulesDoubt"],
  citizen: ["citizen"],
} as const;
export type BarrierCategory = keyof typeof barrierCategories;
export type BarrierDetail = (typeof barrierCategories)[BarrierCategory][number];
export const barrierCategoryIds = Object.keys(barrierCategories) as BarrierCategory[];
export const barrierDetails = Object.values(barrierCategories).flat() as BarrierDetail[];

export const barrierStatuses = [
  "new",
  "seen",
  "asking",
  "working",
  "trial",
  "waiting",
  "parked",
  "resolved",
  "confirmed",
  "declined",
] as const;
export type BarrierStatus = (typeof barrierStatuses)[number];

export const resolutions = [
  "fixed",
  "shownOnsite",
  "workflowChanged",
  "reused",
  "nonDigital",
  "oldWayClosed",
  "rulesClarified",
  "exception",
  "escalated",
  "supplier",
  "duplicate",
] as const;
export type Resolution = (typeof resolutions)[number];

/** How something can be solved; the others are said by what was done instead (linked, lifted, sent on). */
export const solvingResolutions: readonly Resolution[] = resolutions.filter(
  (resolution) => resolution !== "duplicate" && resolution !== "escalated" && resolution !== "supplier",
);

/** How the reporter wants to be met: a call, a visit, or neither. */
export const contactWishes = ["call", "visit", "none"] as const;
export type ContactWish = (typeof contactWishes)[number];

export const citizenReasons = [
  "noMitId",
  "noDeviceOrNet",
  "deviceMismatch",
  "digitalSkills",
  "adminSkills",
  "language",
  "dyslexia",
  "cognitive",
  "physical",
  "mental",
  "social",
  "homeless",
  "temporary",
  "noHelper",
  "unsafe",
  "declines",
] as const;
export type CitizenReason = (typeof citizenReasons)[number];

export const citizenAlternatives = [
  "postExempt",
  "serviceExempt",
  "readAccess",
  "digitalProxy",
  "paperProxy",
  "assisted",
  "phone",
  "letter",
  "inPerson",
  "homeVisit",
  "relative",
  "volunteer",
  "interpreter",
  "loanDevice",
  "adapted",
  "analogKept",
] as const;
/** What the municipality does instead. */
export type CitizenAlternative = (typeof citizenAlternatives)[number];

export const citizenOutcomes = ["digital", "hybrid", "analog", "open"] as const;
export type CitizenOutcome = (typeof citizenOutcomes)[number];

export const roles = ["leader", "standIn", "navigator", "manager", "admin"] as const;
export type RoleName = (typeof roles)[number];

export const rolloutStatuses = ["pilot", "inUse", "waiting", "exception", "retired"] as const;
export type RolloutStatus = (typeof rolloutStatuses)[number];

export const solutionKinds = ["mainRoad", "sideRoad"] as const;
export type SolutionKind = (typeof solutionKinds)[number];

export const solutionPhases = ["trial", "rollout", "inUse", "retiring"] as const;
export type SolutionPhase = (typeof solutionPhases)[number];

export const languages = ["da", "en"] as const;
export type Language = (typeof languages)[number];
