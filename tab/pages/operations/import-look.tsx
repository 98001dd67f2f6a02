import { useId, useState } from "react";
import type { ImportAnswer } from "../../../bot/api/contract.ts";
import { Agree } from "./import-agree.tsx";
import { movesIn, Proposals } from "./proposals.tsx";
import { useReachedHeading } from "./reached-heading.ts";
import { useOperationsText } from "./words.ts";

type Change = ImportAnswer["changes"][number];

/** What somebody says yes to. */
export interface Agreed {
  /** The number that was typed, where one has to be. */
  confirm: number | undefined;
  /** Which new team is in the place of which. */
  replaces: Record<string, string[]>;
}

interface ImportLookProps {
  look: ImportAnswer;
  isBusy: boolean;
  onAgree: (agreed: Agreed) => void;
  onCancel: () => void;
}

/** What the files would change, by number and by name; nothing is stored before somebody agrees. */
export function ImportLook({ look, isBusy, onAgree, onCancel }: ImportLookProps) {
  const words = useOperationsText().import;
  const heading = useReachedHeading();
  const headingId = useId();
  const [refused, setRefused] = useState<readonly string[]>([]);
  const decided = look.changes.filter(({ what }) => what === "decided");
  const retired = look.changes.filter(({ what }) => what === "retired");
  const others = look.changes.filter(({ what }) => what !== "retired" && what !== "decided");
  if (retired.length + others.length === 0) {
    return (
      <div className="section narrow stack">
        <div className="notice">
          <h3 ref={heading} tabIndex={-1}>
            {words.nothing}
          </h3>
        </div>
        <Decided changes={decided} />
      </div>
    );
  }
  return (
    <div className="section narrow stack">
      <h3 ref={heading} tabIndex={-1} id={headingId}>
        {words.lookTitle}
      </h3>
      {look.losesAccess && <p className="notice notice-error">{words.losesAccess}</p>}
      <Counts counts={look.counts} />
      {retired.length > 0 && (
        <div className="notice">
          <p>{words.retiring}</p>
          {retired.map((change) => (
            <Names key={change.file} change={change} />
          ))}
        </div>
      )}
      {others.map((change) => (
        <Names key={`${change.file} ${change.what}`} change={change} />
      ))}
      <Decided changes={decided} />
      <Proposals proposals={look.proposals} refused={refused} onChange={setRefused} />
      <Agree
        labelledBy={headingId}
        losses={look.losses}
        isBusy={isBusy}
        onAgree={(confirm) => onAgree({ confirm, replaces: movesIn(look.proposals, refused) })}
        onCancel={onCancel}
      />
    </div>
  );
}

/** Where the files say something else than what has been decided. */
function Decided({ changes }: { changes: readonly Change[] }) {
  const words = useOperationsText().import;
  if (changes.length === 0) return null;
  return (
    <div className="notice">
      <p>{words.decided}</p>
      {changes.map((change) => (
        <Names key={change.file} change={change} />
      ))}
    </div>
  );
}

/** What was stored. */
export function ImportDone({ done }: { done: ImportAnswer }) {
  const words = useOperationsText().import;
  const heading = useReachedHeading();
  return (
    <div className="section narrow stack">
      <h3 ref={heading} tabIndex={-1} className="notice">
        {words.doneTitle}
      </h3>
      <Counts counts={done.counts} />
    </div>
  );
}

const columns = ["created", "changed", "retired", "unchanged"] as const;

/** The kinds of which something changes. */
function Counts({ counts }: Pick<ImportAnswer, "counts">) {
  const words = useOperationsText().import;
  const files = (Object.keys(words.files) as (keyof ImportAnswer["counts"])[]).filter((file) => {
    const { created, changed, retired } = counts[file];
    return created + changed + retired > 0;
  });
  return (
    <table className="table is-counts">
      <caption className="visually-hidden">{words.table}</caption>
      <thead>
        <tr>
          <th scope="col">{words.kind}</th>
          {columns.map((column) => (
            <th key={column} scope="col">
              {words.columns[column]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {files.map((file) => (
          <tr key={file}>
            <th scope="row">{words.files[file]}</th>
            {columns.map((column) => (
              <td key={column} className={counts[file][column] === 0 ? "quiet" : undefined}>
                {counts[file][column]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What goes, and what is soon read, stands open. */
const fewNames = 8;

function Names({ change }: { change: Change }) {
  const words = useOperationsText().import;
  const { file, what, names, more } = change;
  return (
    <details className="import-names" open={what === "retired" || names.length <= fewNames}>
      <summary className="strong">{words.group(file, what, names.length + more)}</summary>
      <ul>
        {names.map((name, index) => (
          // Two people can have one name.
          <li key={`${index} ${name}`}>{name}</li>
        ))}
        {more > 0 && <li>{words.more(more)}</li>}
      </ul>
    </details>
  );
}
