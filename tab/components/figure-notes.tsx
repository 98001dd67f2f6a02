import type { FigureId } from "../../bot/text/da/figures.ts";
import { useSession } from "../session.ts";

/** How many answered, and when it was last updated. */
export interface Basis {
  answered?: string;
  updated?: string;
}

interface FigureNotesProps {
  figures: FigureId[];
  basis: Partial<Record<FigureId, Basis>>;
}

/** What the figures above are: the same words as on paper and in files. Folded on a screen, open on paper. */
export function FigureNotes({ figures, basis }: FigureNotesProps) {
  const { text } = useSession();
  const { title, parts, counted, definitions } = text.figures;
  return (
    <details className="figure-notes caption">
      <summary>
        {title}
        <span className="visually-hidden">: {figures.map((id) => definitions[id].name).join(", ")}</span>
      </summary>
      {figures.map((id) => {
        const { name, is, numerator, denominator, level } = definitions[id];
        const lines = [
          [parts.is, is],
          [parts.numerator, numerator],
          [parts.denominator, denominator ?? counted],
          [parts.level, level],
          [parts.answered, basis[id]?.answered],
          [parts.updated, basis[id]?.updated],
        ] as const;
        return (
          <section key={id} className="figure-note">
            <h3 className="small">{name}</h3>
            <dl>
              {lines.map(
                ([label, said]) =>
                  said !== undefined && (
                    <div key={label}>
                      <dt>{label}</dt>
                      <dd>{said}</dd>
                    </div>
                  ),
              )}
            </dl>
          </section>
        );
      })}
    </details>
  );
}
