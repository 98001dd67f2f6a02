import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Language, type Node, Parser } from "web-tree-sitter";

const folder = new URL("../../infra/", import.meta.url);

/** Parses a Bicep file of `infra` with the published grammar. It knows the syntax, not Azure's resource types. */
export async function parseBicep(file: string): Promise<Node> {
  return parseBicepText(readFileSync(new URL(file, folder), "utf8"));
}

export async function parseBicepText(text: string): Promise<Node> {
  await Parser.init();
  const require = createRequire(import.meta.url);
  const parser = new Parser();
  parser.setLanguage(await Language.load(require.resolve("tree-sitter-bicep/tree-sitter-bicep.wasm")));
  const tree = parser.parse(text);
  if (tree === null) throw new Error("The parser gave up.");
  return tree.rootNode;
}

/** Where the grammar did not understand the text: line, and what stands there. */
export function syntaxFaults(node: Node): string[] {
  if (!node.hasError && !node.isMissing) return [];
  const own = node.isError || node.isMissing ? [`line ${node.startPosition.row + 1}: ${node.text.slice(0, 60)}`] : [];
  return [...own, ...node.children.flatMap((child) => (child === null ? [] : syntaxFaults(child)))];
}

/** The names that are declared: resources, parameters, outputs … */
export function declared(root: Node, type: "resource" | "parameter" | "output"): string[] {
  return root.descendantsOfType(`${type}_declaration`).flatMap((node) => node?.namedChild(0)?.text ?? []);
}

/** The text of one resource's declaration, by its symbolic name. */
export function resource(root: Node, name: string): Node {
  const found = root.descendantsOfType("resource_declaration").find((node) => node?.namedChild(0)?.text === name);
  if (!found) throw new Error(`No resource ${name}.`);
  return found;
}

/** The keys of every object inside a node. */
export function propertyNames(node: Node): string[] {
  return node.descendantsOfType("object_property").flatMap((property) => property?.namedChild(0)?.text ?? []);
}
