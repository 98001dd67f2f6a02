import type { AdoptionAnswer } from "../../../bot/api/contract.ts";
import { areasBelow, standingOf } from "../../../bot/domain/compare-areas.ts";
import { FigureNotes } from "../../components/figure-notes.tsx";
import { Folding } from "../../components/folding.tsx";
import { Link } from "../../components/link.tsx";
import { scrollable } from "../../components/scrollable.ts";
import { useMe, useSession } from "../../session.ts";
import { factsBasis } from "./facts.tsx";
import { areaPath } from "./paths.ts";

/** Areas beside each other, as areas: one that few lead stands without figures. */
export function AreaComparison({ adoption, area }: { adoption: AdoptionAnswer; area: string | null }) {
  const { text } = useSession();
  const { municipality } = useMe();
  const words = text.figures.areas;
  const rows = areasBelow(adoption.areas, area).map(standingOf);
  if (rows.filter(({ figures }) => figures !== null).length < 2) return null;
  const percent = new Intl.NumberFormat(text.locale, { style: "percent", maximumFractionDigits: 0 });
  return (
    <Folding id="areas-title" title={words.title}>
      <p className="section-intro">{words.intro(municipality.suppressionLimit)}</p>
      <section className="history-scroll" aria-label={words.table} {...scrollable}>
        <table className="table is-counts figure-table">
          <caption className="visually-hidden">{words.title}</caption>
          <thead>
            <tr>
              {[words.area, words.teams, words.everyday, words.answered, words.stale].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, name, teams, figures }) => (
              <tr key={id}>
                <th scope="row">
                  <Link to={areaPath(id)}>{name}</Link>
                </th>
                <td>{teams}</td>
                {figures === null ? (
                  <td colSpan={3} className="quiet">
                    {words.hidden}
                  </td>
                ) : (
                  <>
                    <td>
                      {figures.known === 0 ? text.figures.none : percent.format(figures.everyday / figures.known)}{" "}
                      <span className="quiet">({text.overview.ofCount(figures.everyday, figures.known)})</span>
                    </td>
                    <td>{text.overview.ofCount(figures.answered, figures.asked)}</td>
                    <td>{figures.stale}</td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <FigureNotes figures={["areas"]} basis={factsBasis(adoption, text)} />
    </Folding>
  );
}
