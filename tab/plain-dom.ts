import type { ReactElement, ReactNode } from "react";

const svg = "http://www.w3.org/2000/svg";

type Props = Record<string, unknown> & { children?: ReactNode };

/** What React calls otherwise than the page does. */
const names: Readonly<Record<string, string>> = { className: "class", htmlFor: "for" };

/**
 * Makes DOM of elements before React is here, so that what is drawn first comes from the components that React draws
 * afterwards. Their components use no hooks; what they would do when pressed is left out.
 * It takes the place of what stands there, or throws as they do and leaves that standing.
 */
export function drawPlain(node: ReactNode, into: Element): void {
  into.replaceChildren(...nodesOf(node, into.namespaceURI));
}

function nodesOf(node: ReactNode, namespace: string | null): Node[] {
  if (node === null || node === undefined || typeof node === "boolean") return [];
  if (typeof node !== "object") return [document.createTextNode(String(node))];
  if (Symbol.iterator in node) return [...node].flatMap((child) => nodesOf(child, namespace));
  if (!("props" in node)) return [];
  const { type, props } = node as ReactElement<Props>;
  if (typeof type === "function") return nodesOf((type as (given: Props) => ReactNode)(props), namespace);
  // Anything else that is no name only keeps others together.
  if (typeof type !== "string") return nodesOf(props.children, namespace);
  const element = document.createElementNS(type === "svg" ? svg : namespace, type);
  const { children, ...attributes } = props;
  for (const [name, value] of Object.entries(attributes)) setAttribute(element, name, value);
  drawPlain(children, element);
  if (element instanceof HTMLSelectElement) element.value = String(props.value);
  return [element];
}

function setAttribute(element: Element, name: string, value: unknown): void {
  const isToldAloud = name.startsWith("aria-");
  if (value === null || value === undefined || typeof value === "function") return;
  if (value === false && !isToldAloud) return;
  element.setAttribute(names[name] ?? name, value === true && !isToldAloud ? "" : String(value));
}
