import type { TrialItem } from "../../../bot/api/contract.ts";
import { ethicsTexts } from "../../../bot/domain/vocabulary.ts";
import type { GuardedForm } from "../../components/form.tsx";
import { GuardedFields } from "../../components/guarded-fields.tsx";
import { useSession } from "../../session.ts";
import { TrialWords } from "./trial-text.tsx";
import { trialWords } from "./words.ts";

export type Thoughts = Record<(typeof ethicsTexts)[number], string>;
export const noThoughts: Thoughts = { consequences: "", duty: "", heard: "" };

/** Those that something is written in. */
export function writtenOf(thoughts: Thoughts): Partial<Thoughts> {
  return Object.fromEntries(
    Object.entries(thoughts).flatMap(([of, text]) => (text.trim() === "" ? [] : [[of, text.trim()]])),
  );
}

interface EthicsFieldsProps {
  form: GuardedForm;
  thoughts: Thoughts;
  onChange: (thoughts: Thoughts) => void;
}

/** Three prompts before a trial begins; folded, for none of them must be answered. */
export function EthicsFields({ form, thoughts, onChange }: EthicsFieldsProps) {
  const words = trialWords(useSession().text).form;
  return (
    <details className="choices">
      <summary className="strong">{words.ethicsTitle}</summary>
      <p className="caption">{words.ethicsIntro}</p>
      <GuardedFields fields={ethicsTexts} form={form} labels={words} texts={thoughts} onChange={onChange} />
    </details>
  );
}

/** What was thought of before it began, and who was overlooked. */
export function Ethics({ trial }: { trial: TrialItem }) {
  const words = trialWords(useSession().text);
  return [...ethicsTexts, "overlooked" as const].map((of) => (
    <TrialWords key={of} trial={trial} of={of} title={words[of]} />
  ));
}
