import type { GuardedForm } from "./form.tsx";
import { GuardedText } from "./guarded-text.tsx";

interface GuardedFieldsProps<F extends string> {
  fields: readonly F[];
  form: Pick<GuardedForm, "saidOf">;
  labels: Record<F, string>;
  texts: Record<F, string>;
  onChange: (texts: Record<F, string>) => void;
  hints?: Partial<Record<F, string>>;
  errors?: Partial<Record<F, string | undefined>>;
}

/** Several short texts of one form, two lines each. */
export function GuardedFields<F extends string>(props: GuardedFieldsProps<F>) {
  const { fields, form, labels, texts, onChange, hints, errors } = props;
  return fields.map((field) => (
    <GuardedText
      key={field}
      field={field}
      form={form}
      label={labels[field]}
      value={texts[field]}
      onChange={(value) => onChange({ ...texts, [field]: value })}
      rows={2}
      hint={hints?.[field]}
      error={errors?.[field]}
    />
  ));
}
