import type { SourcesAnswer } from "../../../bot/api/contract.ts";
import { useOperationsText } from "./words.ts";

type Source = SourcesAnswer["sources"][number];

/** Which sources bring a field, the first that is set up; without one it comes from the municipality's own files. */
const fields = [
  { field: "places", from: ["rollekatalog"] },
  { field: "leaders", from: ["rollekatalog"] },
  { field: "accounts", from: ["graph", "entraFile"] },
  { field: "solutions", from: ["kitos", "kitosExport"] },
  { field: "newRollouts", from: ["kitos", "kitosExport"] },
  { field: "localNames", from: [] },
  { field: "kinds", from: [] },
  { field: "rollouts", from: [] },
  { field: "otherRoles", from: [] },
  { field: "settings", from: "ownEither" },
  { field: "absences", from: "ownTab" },
  { field: "choices", from: "ownTab" },
] as const satisfies { field: string; from: readonly Source[] | "ownTab" | "ownEither" }[];

/** Who owns each field: a source, the municipality's files, or the tab; and what of each kind is the municipality's own. */
export function Owners({ answer: { owners, sources } }: { answer: SourcesAnswer }) {
  const words = useOperationsText().sources;
  const ownerOf = (from: (typeof fields)[number]["from"]): string => {
    if (typeof from === "string") return words[from];
    const source = from.find((one: Source) => sources.includes(one));
    return source === undefined ? words.ownFiles : words.sources[source];
  };
  return (
    <details className="import-names">
      <summary className="strong">{words.ownersTitle}</summary>
      <p>{words.ownFields}</p>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{words.fieldColumn}</th>
            <th scope="col">{words.ownerColumn}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map(({ field, from }) => (
            <tr key={field}>
              <th scope="row">{words.fields[field]}</th>
              <td>{ownerOf(from)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <ul>
        {owners.map(({ file, sourced, own }) => (
          <li key={file}>
            {words.owners[file]}: {words.owned(sourced, own.length)}
            {own.length > 0 && ` (${own.join(", ")})`}
          </li>
        ))}
      </ul>
    </details>
  );
}
