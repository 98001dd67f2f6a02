import { Select } from "@fluentui/react-components";
import type { AdoptionAnswer } from "../../../bot/api/contract.ts";
import { Segments } from "../../components/segments.tsx";
import { useSession } from "../../session.ts";
import { indentedAreas } from "../barriers/use-choices.ts";
import { type Sort, sorts } from "./rows.ts";
import type { OverviewView, Period } from "./view.ts";

const periods: Period[] = ["now", "quarter", "year"];
const areaId = "overview-area";

export interface ControlsProps {
  areas: Pick<AdoptionAnswer["areas"][number], "id" | "name" | "parentAreaId">[];
  /** What there is to see in all; nothing until that is known. */
  seen: AdoptionAnswer["scope"] | undefined;
  view: OverviewView;
  onArea: (area: string | null) => void;
  onPeriod: (period: Period) => void;
  onSort: (sort: Sort) => void;
}

/** Which part of the organisation, over how long and in which order. */
export function Controls({ areas, seen, view, onArea, onPeriod, onSort }: ControlsProps) {
  const { text } = useSession();
  const words = text.overview;
  return (
    <div className="controls">
      {areas.length > 1 && (
        <div className="control">
          <label htmlFor={areaId}>{words.area}</label>
          <Select id={areaId} value={view.area ?? ""} onChange={(_, { value }) => onArea(value || null)}>
            <option value="">{seen?.isWhole === false ? text.figures.scope.own : words.allAreas}</option>
            {indentedAreas(areas).map(({ id, name, depth }) => (
              <option key={id} value={id}>
                {"\u2003".repeat(depth) + name}
              </option>
            ))}
          </Select>
        </div>
      )}
      <Segments
        legend={words.period}
        options={periods}
        labels={words.periods}
        value={view.period}
        onChange={onPeriod}
      />
      <Segments legend={words.sort} options={sorts} labels={words.sorts} value={view.sort} onChange={onSort} />
    </div>
  );
}
