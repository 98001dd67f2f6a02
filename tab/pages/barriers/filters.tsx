import { Input } from "@fluentui/react-components";
import { useEffect, useId, useState } from "react";
import type { BarrierChoices } from "../../../bot/api/contract.ts";
import { barrierCategoryIds } from "../../../bot/domain/vocabulary.ts";
import { setQuery } from "../../address.ts";
import { Checkbox } from "../../components/checkbox.tsx";
import { Choose, named } from "../../components/choose.tsx";
import { isNarrow } from "../../components/folding.tsx";
import { useRoute } from "../../router.ts";
import { useSession } from "../../session.ts";
import { indentedAreas } from "./use-choices.ts";
import { capital } from "./words.ts";

/** What can be filtered by; the address holds it, so that it can be sent, and Back keeps it. */
export const filterNames = [
  "area",
  "team",
  "solution",
  "category",
  "age",
  "mine",
  "free",
  "visit",
  "late",
  "same",
  "q",
] as const;
const ages = [14, 30, 90];
/** A pause in the typing that is long enough to look for it. */
const pauseMs = 300;

/** A phone begins with one's own, until the address says otherwise. */
export function isMineFirst(query: URLSearchParams, isHelper: boolean): boolean {
  return isHelper && query.get("mine") === null && window.matchMedia("(max-width: 480px)").matches;
}

/** The part of the address that asks the server. */
export function useFilterSearch(): string {
  const { query } = useRoute();
  const pairs = filterNames.flatMap((name) => {
    const value = query.get(name);
    return value === null || value === "" || value === "false" ? [] : [[name, value]];
  });
  return new URLSearchParams(pairs).toString();
}

interface FiltersProps {
  choices: BarrierChoices | undefined;
  isHelper: boolean;
}

/** Folded on a phone, where the cards come first, unless something is looked for already. */
export function Filters(props: FiltersProps) {
  const { text } = useSession();
  const { query } = useRoute();
  const [isOpen] = useState(() => filterNames.some((name) => name !== "mine" && query.get(name) !== null));
  if (!isNarrow()) return <Fields {...props} />;
  return (
    <details className="no-print" open={isOpen}>
      <summary>{text.barriers.filters.title}</summary>
      <Fields {...props} />
      {props.isHelper && (
        <div className="toggles row">
          <StateToggles isHelper />
        </div>
      )}
    </details>
  );
}

function Fields({ choices }: FiltersProps) {
  const { text } = useSession();
  const { query } = useRoute();
  const words = text.barriers.filters;
  const set = (name: string, value: string) => setQuery(name, value === "" ? null : value);
  // A team of another area would find nothing.
  const setArea = (value: string) => {
    set("team", "");
    set("area", value);
  };
  const areas = indentedAreas(choices?.areas ?? []);
  const solutions = choices?.solutions ?? [];
  const teams = teamsIn(choices, query.get("area"));
  return (
    <search className="controls filters" aria-label={words.title}>
      <SearchField />
      {areas.length > 1 && (
        <Choose
          isSmall
          label={words.area}
          empty={words.allAreas}
          value={query.get("area") ?? ""}
          options={areas.map(({ id, name, depth }) => ({ id, name: "\u2003".repeat(depth) + name }))}
          onChange={setArea}
        />
      )}
      {teams.length > 1 && (
        <Choose
          isSmall
          label={words.team}
          empty={words.allTeams}
          value={query.get("team") ?? ""}
          options={teams}
          onChange={(value) => set("team", value)}
        />
      )}
      {solutions.length > 1 && (
        <Choose
          isSmall
          label={words.solution}
          empty={words.allSolutions}
          value={query.get("solution") ?? ""}
          options={solutions.map(({ id, name }) => ({ id, name: capital(name) }))}
          onChange={(value) => set("solution", value)}
        />
      )}
      <Choose
        isSmall
        label={words.category}
        empty={words.allCategories}
        value={query.get("category") ?? ""}
        options={named(barrierCategoryIds, text.vocabulary.category)}
        onChange={(value) => set("category", value)}
      />
      <Choose
        isSmall
        label={words.age}
        empty={words.anyAge}
        value={query.get("age") ?? ""}
        options={ages.map((days) => ({ id: String(days), name: words.olderThan(days) }))}
        onChange={(value) => set("age", value)}
      />
    </search>
  );
}

/** The teams of the area that is looked at, with those of the areas below it; all of them when it is everything. */
function teamsIn(choices: BarrierChoices | undefined, area: string | null): BarrierChoices["teams"] {
  if (choices === undefined || area === null) return choices?.teams ?? [];
  const parents = new Map(choices.areas.map(({ id, parentAreaId }) => [id, parentAreaId]));
  const liesIn = (id: string | null): boolean => id === area || (id !== null && liesIn(parents.get(id) ?? null));
  return choices.teams.filter(({ areaId }) => liesIn(areaId));
}

/** What is in view beside what is looked for. */
export function Toggles({ isHelper }: { isHelper: boolean }) {
  const { text } = useSession();
  const { query } = useRoute();
  const isMine = query.get("mine") === "true" || isMineFirst(query, isHelper);
  const words = text.barriers.filters;
  const set = (name: string, value: string) => setQuery(name, value === "" ? null : value);
  return (
    <div className="toggles row">
      <Checkbox
        label={words.mine}
        checked={isMine}
        onChange={(_, { checked }) => set("mine", checked === true ? "true" : isHelper ? "false" : "")}
      />
      {query.get("same") !== null && <Checkbox label={words.same} checked onChange={() => set("same", "")} />}
      {!(isHelper && isNarrow()) && <StateToggles isHelper={isHelper} />}
    </div>
  );
}

function StateToggles({ isHelper }: { isHelper: boolean }) {
  const { text } = useSession();
  const { query } = useRoute();
  const words = text.barriers.filters;
  return (
    <>
      {isHelper &&
        (["free", "visit", "late"] as const).map((name) => (
          <Checkbox
            key={name}
            label={words[name]}
            checked={query.get(name) === "true"}
            onChange={(_, { checked }) => setQuery(name, checked === true ? "true" : null)}
          />
        ))}
      <Checkbox
        label={words.closed}
        checked={query.get("closed") === "1"}
        onChange={(_, { checked }) => setQuery("closed", checked === true ? "1" : null)}
      />
    </>
  );
}

/** Looks for what is written once the writer pauses. */
function SearchField() {
  const { text } = useSession();
  const { query } = useRoute();
  const id = useId();
  const asked = query.get("q") ?? "";
  const [written, setWritten] = useState(asked);
  const [known, setKnown] = useState(asked);
  // The address changed by itself, as with Back or Reset: the field follows.
  if (asked !== known) {
    setKnown(asked);
    if (asked !== written.trim()) setWritten(asked);
  }
  useEffect(() => {
    if (written.trim() === asked) return;
    const timer = setTimeout(() => setQuery("q", written.trim() || null), pauseMs);
    return () => clearTimeout(timer);
  }, [written, asked]);
  return (
    <div className="control">
      <label htmlFor={id}>{text.barriers.filters.search}</label>
      <Input
        id={id}
        type="search"
        value={written}
        maxLength={100}
        placeholder={text.barriers.filters.searchHint}
        onChange={(_, { value }) => setWritten(value)}
      />
    </div>
  );
}
