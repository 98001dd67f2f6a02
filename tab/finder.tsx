import { Combobox, Option, OptionGroup } from "@fluentui/react-components";
import { useState } from "react";
import { navigate } from "./address.ts";
import { mostFound, type Place, placesIn } from "./find-place.ts";
import { teamFilters } from "./pages/overview/find-teams.ts";
import { areaPath, solutionPath, teamPath } from "./pages/overview/paths.ts";
import { useAdoption } from "./pages/overview/use-adoption.ts";
import { useSession } from "./session.ts";

const pathOf = { team: teamPath, area: areaPath, solution: solutionPath };
const kinds = ["team", "area", "solution"] as const;

/** Type-ahead over the teams, areas and solutions that one may see; choosing one goes there. Before anything is typed: teams by what is the matter. */
export function Finder({ onLeave }: { onLeave: () => void }) {
  const { text } = useSession();
  const [typed, setTyped] = useState("");
  const adoption = useAdoption(null, 12);
  const found = adoption.data === undefined ? [] : placesIn(adoption.data, typed);
  const words = text.find;
  function go(value: string | undefined) {
    const filter = teamFilters.find((one) => one === value);
    if (filter !== undefined) {
      onLeave();
      navigate(`/overview?show=${filter}`);
      return;
    }
    const place = found.find(({ key }) => key === value);
    if (place === undefined) return;
    onLeave();
    navigate(pathOf[place.kind](place.id));
  }
  return (
    <Combobox
      className="finder"
      size="small"
      freeform
      autoFocus
      defaultOpen
      expandIcon={null}
      aria-label={words.label}
      placeholder={words.label}
      value={typed}
      selectedOptions={[]}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={onLeave}
      onOptionSelect={(_, { optionValue }) => go(optionValue)}
    >
      {typed === "" && (
        <OptionGroup label={text.overview.filter}>
          {teamFilters.map((filter) => (
            <Option key={filter} value={filter}>
              {text.overview.filters[filter]}
            </Option>
          ))}
        </OptionGroup>
      )}
      {found.length === 0 && typed !== "" && (
        <Option disabled text="">
          {adoption.isError ? text.detail.notRead : adoption.data === undefined ? text.state.loading : words.none}
        </Option>
      )}
      {kinds.map((kind) => (
        <Group
          key={kind}
          label={words[kind]}
          places={found.filter((place) => place.kind === kind).slice(0, mostFound)}
        />
      ))}
    </Combobox>
  );
}

function Group({ label, places }: { label: string; places: Place[] }) {
  if (places.length === 0) return null;
  return (
    <OptionGroup label={label}>
      {places.map(({ key, name, within }) => (
        <Option key={key} value={key} text={name}>
          <span>
            {name} {within !== null && <span className="quiet">{within}</span>}
          </span>
        </Option>
      ))}
    </OptionGroup>
  );
}
