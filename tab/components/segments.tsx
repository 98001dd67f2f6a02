interface SegmentsProps<T extends string> {
  /** Sets these choices apart from others of the same form. */
  name: string;
  legend: string;
  options: readonly T[];
  labels: Record<T, string>;
  value: T;
  onChange: (value: T) => void;
}

/** A few choices side by side, of which one holds: radio buttons that look like one control. */
export function Segments<T extends string>({ name, legend, options, labels, value, onChange }: SegmentsProps<T>) {
  return (
    <fieldset className="control segments">
      <legend>{legend}</legend>
      <div className="segments-options">
        {options.map((option) => (
          <label key={option}>
            <input type="radio" name={name} checked={option === value} onChange={() => onChange(option)} />
            <span>{labels[option]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
