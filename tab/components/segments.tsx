import { Radio, RadioGroup } from "@fluentui/react-components";
import { useId } from "react";

interface SegmentsProps<T extends string> {
  legend: string;
  options: readonly T[];
  labels: Readonly<Record<T, string>>;
  /** Null until one is chosen. */
  value: T | null;
  onChange: (value: T) => void;
  /** What surrounds it and what its legend looks like: a small control among others unless told. */
  look?: { box: string; legend: string };
}

const control = { box: "control", legend: "caption" };
/** Asked beside a question, in a box of its own. */
export const askedBeside = { box: "extra-question", legend: "capital" };

/** As with the checkbox: HTML allows no `<div>` inside a `<span>`, and Fluent's types know no other. */
const indicator = { as: "span" as "div" };

/** A few choices side by side, of which one holds. */
export function Segments<T extends string>(props: SegmentsProps<T>) {
  const { legend, options, labels, value, onChange, look = control } = props;
  const labelId = useId();
  return (
    <div className={look.box}>
      <p className={look.legend} id={labelId}>
        {legend}
      </p>
      <RadioGroup
        aria-labelledby={labelId}
        layout="horizontal"
        className="row"
        value={value ?? ""}
        onChange={(_, chosen) => {
          const found = options.find((option) => option === chosen.value);
          if (found !== undefined) onChange(found);
        }}
      >
        {options.map((option) => (
          <Radio key={option} value={option} label={labels[option]} indicator={indicator} />
        ))}
      </RadioGroup>
    </div>
  );
}
