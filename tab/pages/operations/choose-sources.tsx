import { Button, Field, Input } from "@fluentui/react-components";
import { type FormEvent, useMemo, useState } from "react";
import type { SourcesAnswer, SourcesChoice } from "../../../bot/api/contract.ts";
import { Checkbox } from "../../components/checkbox.tsx";
import { ErrorState } from "../../components/states.tsx";
import { useChoice } from "./use-choice.ts";
import { useOperationsText } from "./words.ts";

/** Which units are teams and which solutions belong: once, with what looks right ticked already. */
export function ChooseSources({ answer }: { answer: SourcesAnswer }) {
  const words = useOperationsText().sources;
  const { choice, units, systems } = answer;
  const [teams, setTeams] = useState<ReadonlySet<string>>(
    () => new Set(choice.teams ?? units.filter(({ isProposed }) => isProposed).map(({ id }) => id)),
  );
  const [solutions, setSolutions] = useState<ReadonlyMap<string, boolean>>(
    () =>
      new Map(
        choice.solutions?.map(({ id, isBelow }) => [id, isBelow]) ??
          systems.filter(({ isProposed }) => isProposed).map(({ id }) => [id, false]),
      ),
  );
  const save = useChoice();

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!save.isPending) save.mutate(chosen(answer, teams, solutions));
  }

  return (
    <form className="section stack" aria-labelledby="choose-title" onSubmit={submit}>
      <h3 id="choose-title">{words.chooseTitle}</h3>
      <p>{words.chooseIntro}</p>
      {units.length > 0 && <Units units={units} teams={teams} onChange={setTeams} />}
      {systems.length > 0 && <Systems systems={systems} solutions={solutions} onChange={setSolutions} />}
      {save.isError && <ErrorState error={save.error} onRetry={() => save.mutate(chosen(answer, teams, solutions))} />}
      <p role="status">{save.isSuccess && words.choiceSaved}</p>
      <div className="form-buttons">
        <Button type="submit" appearance="primary" disabledFocusable={save.isPending}>
          {words.saveChoice}
        </Button>
      </div>
    </form>
  );
}

/** What is here already under the same name is taken to be the same, as the form says beside it. */
function chosen(
  { choice, units, systems }: SourcesAnswer,
  teams: ReadonlySet<string>,
  solutions: ReadonlyMap<string, boolean>,
): SourcesChoice {
  const ids = (all: readonly { id: string; known: { id: string } | null }[], isChosen: (id: string) => boolean) =>
    Object.fromEntries(all.flatMap(({ id, known }) => (known !== null && isChosen(id) ? [[id, known.id]] : [])));
  return {
    ...choice,
    teams: units.length === 0 ? choice.teams : [...teams],
    solutions: systems.length === 0 ? choice.solutions : [...solutions].map(([id, isBelow]) => ({ id, isBelow })),
    unitIds: { ...choice.unitIds, ...ids(units, (id) => teams.has(id)) },
    solutionIds: { ...choice.solutionIds, ...ids(systems, (id) => solutions.has(id)) },
  };
}

const mostShown = 60;

/** Those chosen first, then the others that fit what is looked for; a long list is found in by searching. */
function useShown<T extends { id: string; name: string }>(all: readonly T[], first: (one: T) => boolean) {
  const [search, setSearch] = useState("");
  const [order] = useState(() => [...all.filter(first), ...all.filter((one) => !first(one))]);
  const wanted = search.trim().toLocaleLowerCase("da");
  const fitting = order.filter(({ name }) => name.toLocaleLowerCase("da").includes(wanted));
  return { search, setSearch, shown: fitting.slice(0, mostShown), all: fitting.length };
}

interface UnitsProps {
  units: SourcesAnswer["units"];
  teams: ReadonlySet<string>;
  onChange: (teams: ReadonlySet<string>) => void;
}

function Units({ units, teams, onChange }: UnitsProps) {
  const words = useOperationsText().sources;
  const names = useMemo(() => new Map(units.map(({ id, name }) => [id, name])), [units]);
  const list = useShown(units, ({ id }) => teams.has(id));
  return (
    <fieldset>
      <legend className="strong">
        {words.unitsTitle} ({words.chosen(teams.size)})
      </legend>
      <Field label={words.search}>
        <Input type="search" value={list.search} onChange={(_, { value }) => list.setSearch(value)} />
      </Field>
      {list.shown.map(({ id, name, parentId, staff, isLed, known }) => (
        <div key={id}>
          <Checkbox
            checked={teams.has(id)}
            label={[
              name,
              ...(parentId === null ? [] : [names.get(parentId) ?? ""]),
              words.staff(staff),
              ...(isLed ? [] : [words.notLed]),
              ...(known === null ? [] : [words.known(known.name)]),
            ].join(" · ")}
            onChange={(_, { checked }) =>
              onChange(new Set(checked === true ? [...teams, id] : [...teams].filter((one) => one !== id)))
            }
          />
        </div>
      ))}
      {list.all > list.shown.length && <p className="quiet">{words.shown(list.shown.length, list.all)}</p>}
    </fieldset>
  );
}

interface SystemsProps {
  systems: SourcesAnswer["systems"];
  /** With whether each is used below the units that KITOS names. */
  solutions: ReadonlyMap<string, boolean>;
  onChange: (solutions: ReadonlyMap<string, boolean>) => void;
}

function Systems({ systems, solutions, onChange }: SystemsProps) {
  const words = useOperationsText().sources;
  const list = useShown(systems, ({ id }) => solutions.has(id));
  const put = (id: string, isBelow: boolean | undefined) => {
    const next = new Map(solutions);
    if (isBelow === undefined) next.delete(id);
    else next.set(id, isBelow);
    onChange(next);
  };
  return (
    <fieldset>
      <legend className="strong">
        {words.systemsTitle} ({words.chosen(solutions.size)})
      </legend>
      <Field label={words.search}>
        <Input type="search" value={list.search} onChange={(_, { value }) => list.setSearch(value)} />
      </Field>
      {list.shown.map(({ id, name, callName, known }) => (
        <div key={id}>
          <Checkbox
            checked={solutions.has(id)}
            label={[
              name,
              ...(callName === null || callName === name ? [] : [callName]),
              ...(known === null ? [] : [words.known(known.name)]),
            ].join(" · ")}
            onChange={(_, { checked }) => put(id, checked === true ? false : undefined)}
          />
          {solutions.has(id) && (
            <Checkbox
              checked={solutions.get(id) === true}
              label={words.below(name)}
              onChange={(_, { checked }) => put(id, checked === true)}
            />
          )}
        </div>
      ))}
      {list.all > list.shown.length && <p className="quiet">{words.shown(list.shown.length, list.all)}</p>}
    </fieldset>
  );
}
