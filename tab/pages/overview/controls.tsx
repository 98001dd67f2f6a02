import type { AdoptionAnswer } from "../../../bot/api/contract.ts";
import { Segments } from "../../components/segments.tsx";
import { useSession } from "../../session.ts";
import type { Sort } from "./rows.ts";
import type { OverviewView, Period } from "./view.ts";

const periods: Period[] = ["now", "quarter", "year"];
const sorts: Sort[] = ["name", "help"];
const areaId = "overview-area";

export interface ControlsProps {
  areas: Pick<AdoptionAnswer["areas"][number], "id" | "name" | "parentAreaId">[];
  view: OverviewView;
  onArea: (area: string | null) => void;
  onPeriod: (period: Period) => void;
  onSort: (sort: Sort) => void;
}

/** Which part of the organisation, over how long and in which order. */
export function Controls({ areas, view, onArea, onPeriod, onSort }: ControlsProps) {
  const { text } = useSession();
  const words = text.overview;
  return (
    <div className="controls">
      {areas.length > 1 && (
        <div className="control">
          <label htmlFor={areaId}>{words.area}</label>
          <span className="area-select">
            <select id={areaId} value={view.area ?? ""} onChange={({ target }) => onArea(target.value || null)}>
              <option value="">{words.allAreas}</option>
              {indented(areas).map(({ id, name, depth }) => (
                <option key={id} value={id}>
                  {"\u2003".repeat(depth) + name}
                </option>
              ))}
            </select>
          </span>
        </div>
      )}
      <Segments
        name="period"
        legend={words.period}
        options={periods}
        labels={words.periods}
        value={view.period}
        onChange={onPeriod}
      />
      <Segments
        name="sort"
        legend={words.sort}
        options={sorts}
        labels={words.sorts}
        value={view.sort}
        onChange={onSort}
      />
    </div>
  );
}

/** The areas as a tree reads: each after the one it lies in. */
function indented(areas: ControlsProps["areas"]): { id: string; name: string; depth: number }[] {
  const known = new Set(areas.map((area) => area.id));
  const below = (parent: string | null, depth: number): { id: string; name: string; depth: number }[] =>
    areas
      .filter(({ parentAreaId }) => (parentAreaId !== null && known.has(parentAreaId) ? parentAreaId : null) === parent)
      .flatMap(({ id, name }) => [{ id, name, depth }, ...below(id, depth + 1)]);
  return below(null, 0);
}
