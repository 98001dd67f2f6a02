import { useId } from "react";
import { scrollable } from "../../components/scrollable.ts";
import { useSession } from "../../session.ts";

interface FigureTableProps {
  title: string;
  /** Below a heading of the page, or of a section. */
  level: "h3" | "h4";
  /** What stands over the names of the rows. */
  names: string;
  columns: { id: string; name: string }[];
  /** A figure for each column; null where it is hidden. */
  rows: { id: string; name: string; figures: (number | null)[] }[];
}

/** Figures about citizens, which scroll where the screen is narrower than they are. */
export function FigureTable({ title, level: Heading, names, columns, rows }: FigureTableProps) {
  const { text } = useSession();
  const titleId = useId();
  return (
    <section className="outcomes is-wide" aria-labelledby={titleId} {...scrollable}>
      <Heading id={titleId}>{title}</Heading>
      <table className="table is-counts" aria-labelledby={titleId}>
        <thead>
          <tr>
            <th scope="col">{names}</th>
            {columns.map(({ id, name }) => (
              <th key={id} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, name, figures }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              {columns.map((column, index) => (
                <td key={column.id}>{figures[index] ?? <span className="quiet">{text.citizens.hidden}</span>}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
