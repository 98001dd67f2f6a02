import { Field, Select } from "@fluentui/react-components";
import { useState } from "react";
import type { DescriptionInput } from "../../../bot/api/contract.ts";
import {
  type BarrierCategory,
  type BarrierDetail,
  barrierCategories,
  barrierCategoryIds,
  barrierDetails,
  contactWishes,
} from "../../../bot/domain/vocabulary.ts";
import type { TabText } from "../../../bot/text/da/tab.ts";
import { Choose, named } from "../../components/choose.tsx";
import type { GuardedForm } from "../../components/form.tsx";
import { GuardedText } from "../../components/guarded-text.tsx";
import { useSession } from "../../session.ts";

type Written = Pick<DescriptionInput, "contact"> & { detail: BarrierDetail | ""; consequence: string };

/** What is being told about a barrier. */
export function useDescription() {
  const [written, setWritten] = useState<Written>({ detail: "", consequence: "", contact: "none" });
  const change = (part: Partial<Written>) => setWritten((before) => ({ ...before, ...part }));
  return { written, change };
}

/** As it is sent; null until it is known what it is about. */
export function descriptionOf(
  { detail, consequence, contact }: Written,
  confirmed: DescriptionInput["confirmed"],
): DescriptionInput | null {
  const category = barrierCategoryIds.find((group) => barrierCategories[group].some((one) => one === detail));
  if (detail === "" || category === undefined) return null;
  const words = consequence.trim();
  return { category, detail, contact, ...(words === "" ? {} : { consequence: words, confirmed }) };
}

function groupWords(group: BarrierCategory, { vocabulary }: TabText): string {
  const example = vocabulary.categoryExample[group];
  return example === undefined ? vocabulary.category[group] : `${vocabulary.category[group]} – ${example}`;
}

type DescriptionFieldsProps = ReturnType<typeof useDescription> & { form: GuardedForm };

/** What it is about, what it means in everyday life, and whether somebody is to come. */
export function DescriptionFields({ written, change, form }: DescriptionFieldsProps) {
  const { text } = useSession();
  const words = text.barriers.report;
  return (
    <>
      <Field label={words.detail} required>
        <Select
          value={written.detail}
          onChange={(_, { value }) => change({ detail: barrierDetails.find((known) => known === value) ?? "" })}
        >
          <option value="">{text.barriers.form.choose}</option>
          {barrierCategoryIds.map((group) => (
            <optgroup key={group} label={groupWords(group, text)}>
              {barrierCategories[group].map((key) => (
                <option key={key} value={key}>
                  {text.vocabulary.detail[key]}
                </option>
              ))}
            </optgroup>
          ))}
        </Select>
      </Field>
      <GuardedText
        field="consequence"
        form={form}
        label={words.consequence}
        value={written.consequence}
        onChange={(consequence) => change({ consequence })}
        hint={text.barriers.form.hint}
      />
      <Choose
        label={words.contact}
        options={named(contactWishes, text.vocabulary.contact)}
        value={written.contact}
        onChange={(value) => change({ contact: contactWishes.find((known) => known === value) ?? "none" })}
      />
    </>
  );
}
