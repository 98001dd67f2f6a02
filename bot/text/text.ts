import type { IsoDate } from "../domain/organisation.ts";
import type {
  BarrierCategory,
  BarrierDetail,
  BarrierStatus,
  CitizenAlternative,
  CitizenOutcome,
  CitizenReason,
  ContactWish,
  ExtraAnswer,
  ExtraQuestion,
  Language,
  Resolution,
  RoleName,
  RolloutStatus,
  UsageLevel,
} from "../domain/vocabulary.ts";
import { da } from "./da.ts";
import { en } from "./en.ts";

/** The labels of every scale and taxonomy. */
export interface VocabularyText {
  usage: Record<UsageLevel, string>;
  extra: Record<ExtraQuestion, { question: string; answers: Partial<Record<ExtraAnswer, string>> }>;
  category: Record<BarrierCategory, string>;
  detail: Record<BarrierDetail, string>;
  status: Record<BarrierStatus, string>;
  resolution: Record<Resolution, string>;
  contact: Record<ContactWish, string>;
  citizenReason: Record<CitizenReason, string>;
  citizenAlternative: Record<CitizenAlternative, string>;
  citizenOutcome: Record<CitizenOutcome, string>;
  role: Record<RoleName, string>;
  rolloutStatus: Record<RolloutStatus, string>;
}

/** Every sentence that the bot says; Danish is the original, the other languages are typed alike. */
export type Text = typeof da;

export function textFor(language: Language): Text {
  return language === "en" ? en : da;
}

/** `2026-11-21` as `21.11.2026`, the way a Dane writes it. */
export function formatDate(date: IsoDate): string {
  return `${date.slice(8, 10)}.${date.slice(5, 7)}.${date.slice(0, 4)}`;
}
