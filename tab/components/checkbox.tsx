import { type CheckboxProps, Checkbox as FluentCheckbox } from "@fluentui/react-components";

/** Fluent's own, but that its mark is a `<div>` inside a `<span>`, which HTML does not allow; its types know no other. */
const indicator = { as: "span" as "div" };

export function Checkbox(props: CheckboxProps) {
  return <FluentCheckbox indicator={indicator} {...props} />;
}
