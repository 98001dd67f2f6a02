import { ToggleButton } from "@fluentui/react-components";
import { useEffect, useRef } from "react";
import { arrivedBack, setQuery } from "../../address.ts";
import { useSession } from "../../session.ts";
import { type TeamFilter, teamFilters } from "./find-teams.ts";

interface TeamSearchProps {
  show: TeamFilter | null;
  /** How many are found, and of how many. */
  found: number;
  total: number;
  /** Only whoever looks after others knows what is in the way elsewhere. */
  knowsMore: boolean;
}

/** Which teams are looked for; pressed once more, all of them are back. What it means is said, and how many there are. */
export function TeamSearch({ show, found, total, knowsMore }: TeamSearchProps) {
  const { text } = useSession();
  const words = text.overview;
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Whoever asked elsewhere for these teams comes for them, and not for what stands above.
    const isOutOfSight = (place.current?.getBoundingClientRect().top ?? 0) > window.innerHeight;
    if (show !== null && isOutOfSight && !arrivedBack()) place.current?.scrollIntoView();
  }, [show]);
  return (
    <div className="team-search" ref={place}>
      <fieldset className="controls team-filters">
        <legend className="quiet">{words.filter}</legend>
        {teamFilters
          .filter((filter) => knowsMore || (filter !== "troubled" && filter !== "help"))
          .map((filter) => (
            <ToggleButton
              key={filter}
              size="small"
              shape="circular"
              checked={filter === show}
              onClick={() => setQuery("show", filter === show ? null : filter)}
            >
              {words.filters[filter]}
            </ToggleButton>
          ))}
      </fieldset>
      <p className="quiet" role="status">
        {show !== null && `${words.found(found, total)}. ${words.filterMeans[show]}`}
      </p>
    </div>
  );
}
