interface SwitchProps {
  label: string;
  checked: boolean;
  disabled?: boolean;
  /** What is read aloud, where the label alone does not say what is switched. */
  "aria-label"?: string;
  onChange: (checked: boolean) => void;
}

/** Something that is so or is not: the browser's own checkbox with another look. */
export function Switch({ label, checked, onChange, ...input }: SwitchProps) {
  return (
    <label className="switch">
      <input
        type="checkbox"
        // biome-ignore lint/a11y/useAriaPropsForRole: a checkbox says so itself; HTML allows it no aria-checked.
        role="switch"
        checked={checked}
        onChange={({ target }) => onChange(target.checked)}
        {...input}
      />
      <span className="switch-track" aria-hidden="true" />
      <span>{label}</span>
    </label>
  );
}
