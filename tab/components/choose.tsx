import { Field, Select } from "@fluentui/react-components";
import { useDeferredValue, useId } from "react";

interface ChooseProps {
  label: string;
  options: readonly { id: string; name: string }[];
  value: string;
  onChange: (id: string) => void;
  /** What stands first, for none of them. */
  empty?: string;
  required?: boolean;
  disabled?: boolean;
  error?: string | undefined;
  /** One of the small controls above what it narrows down, rather than a field of a form. */
  isSmall?: boolean;
}

/** More than these are drawn after the page that they are on: a municipality has hundreds of teams. */
const fewOptions = 50;

/** One of several, by its name. */
export function Choose(props: ChooseProps) {
  const { label, options, value, onChange, empty, required, disabled, error, isSmall = false } = props;
  const id = useId();
  const first = options.length > fewOptions ? options.filter((option) => option.id === value) : options;
  const shown = useDeferredValue(options, first);
  const select = (
    // In a form the field names it.
    <Select
      {...(isSmall && { id })}
      value={value}
      disabled={disabled}
      onChange={(_, { value: chosen }) => onChange(chosen)}
    >
      {empty !== undefined && <option value="">{empty}</option>}
      {shown.map((option) => (
        <option key={option.id} value={option.id}>
          {option.name}
        </option>
      ))}
    </Select>
  );
  if (isSmall) {
    return (
      <div className="control">
        <label htmlFor={id}>{label}</label>
        {select}
      </div>
    );
  }
  return (
    <Field label={label} required={required} {...(error === undefined ? {} : { validationMessage: error })}>
      {select}
    </Field>
  );
}

/** What can be chosen, by the words for each. */
export const named = <Id extends string>(ids: readonly Id[], words: Readonly<Record<Id, string>>) =>
  ids.map((id) => ({ id, name: words[id] }));
