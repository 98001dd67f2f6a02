import { Radio, RadioGroup } from "@fluentui/react-components";
import { useId } from "react";

interface SegmentsProps<T extends string> {
  legend: string;
  options: readonly T[];
  labels: Record<T, string>;
  value: T;
  onChange: (value: T) => void;
}

/** As with the checkbox: HTML allows no `<div>` inside a `<span>`, and Fluent's types know no other. */
const indicator = { as: "span" as "div" };

/** A few choices side by side, of which one holds. */
export function Segments<T extends string>({ legend, options, labels, value, onChange }: SegmentsProps<T>) {
  const labelId = useId();
  return (
    <div className="control">
      <span className="control-label" id={labelId}>
        {legend}
      </span>
      <RadioGroup
        aria-labelledby={labelId}
        layout="horizontal"
        value={value}
        onChange={(_, chosen) => onChange(options.find((option) => option === chosen.value) ?? value)}
      >
        {options.map((option) => (
          <Radio key={option} value={option} label={labels[option]} indicator={indicator} />
        ))}
      </RadioGroup>
    </div>
  );
}
