import type {
  BarrierCategory,
  BarrierDetail,
  BarrierStatus,
  CitizenAlternative,
  CitizenAlternativeGroup,
  CitizenOutcome,
  CitizenReason,
  CitizenReasonGroup,
  ContactWish,
  ExtraAnswer,
  ExtraQuestion,
  FormerDetail,
  Resolution,
  RoleName,
  RolloutStatus,
  UsageLevel,
} from "../domain/vocabulary.ts";

/** The labels of every scale and taxonomy. */
export interface VocabularyText {
  usage: Record<UsageLevel, string>;
  /** `question` heads the answers of many teams; `ask` is what a leader is asked. */
  extra: Record<
    ExtraQuestion,
    { question: string; ask: (solution: string) => string; answers: Partial<Record<ExtraAnswer, string>> }
  >;
  category: Record<BarrierCategory, string>;
  /** What a leader would think of under each; none for what is something else. */
  categoryExample: Partial<Record<BarrierCategory, string>>;
  /** Also of what an older version has stored, until it is brought up to date. */
  detail: Record<BarrierDetail | FormerDetail, string>;
  barrierStatus: Record<BarrierStatus, string>;
  resolution: Record<Resolution, string>;
  contact: Record<ContactWish, string>;
  citizenReasonGroup: Record<CitizenReasonGroup, string>;
  citizenReason: Record<CitizenReason, string>;
  citizenAlternativeGroup: Record<CitizenAlternativeGroup, string>;
  citizenAlternative: Record<CitizenAlternative, string>;
  citizenOutcome: Record<CitizenOutcome, string>;
  role: Record<RoleName, string>;
  rolloutStatus: Record<RolloutStatus, string>;
}
