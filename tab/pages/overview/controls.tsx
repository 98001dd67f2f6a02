import { Select } from "@fluentui/react-components";
import { useId } from "react";
import type { AdoptionAnswer } from "../../../bot/api/contract.ts";
import { Segments } from "../../components/segments.tsx";
import { useSession } from "../../session.ts";
import type { Sort } from "./rows.ts";

export type Period = "now" | "quarter" | "year";
const periods: Period[] = ["now", "quarter", "year"];
const sorts: Sort[] = ["name", "help"];

interface ControlsProps {
  areas: Pick<AdoptionAnswer["areas"][number], "id" | "name" | "parentAreaId">[];
  area: string | null;
  period: Period;
  sort: Sort;
  onArea: (area: string | null) => void;
  onPeriod: (period: Period) => void;
  onSort: (sort: Sort) => void;
}

export function Controls({ areas, area, period, sort, onArea, onPeriod, onSort }: ControlsProps) {
  const { text } = useSession();
  const areaId = useId();
  const words = text.overview;
  return (
    <div className="controls">
      {areas.length > 1 && (
        <div className="control">
          <label htmlFor={areaId}>{words.area}</label>
          <Select id={areaId} value={area ?? ""} onChange={(_, { value }) => onArea(value === "" ? null : value)}>
            <option value="">{words.allAreas}</option>
            {indented(areas).map(({ id, name, depth }) => (
              <option key={id} value={id}>
                {"\u2003".repeat(depth) + name}
              </option>
            ))}
          </Select>
        </div>
      )}
      <Segments legend={words.period} options={periods} labels={words.periods} value={period} onChange={onPeriod} />
      <Segments legend={words.sort} options={sorts} labels={words.sorts} value={sort} onChange={onSort} />
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
