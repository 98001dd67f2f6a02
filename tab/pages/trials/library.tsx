import { Input, Switch } from "@fluentui/react-components";
import { useId, useState } from "react";
import type { TrialItem } from "../../../bot/api/contract.ts";
import { Choose, named } from "../../components/choose.tsx";
import { Failure } from "../../components/failure.tsx";
import { ErrorState } from "../../components/states.tsx";
import { useSession } from "../../session.ts";
import { useChoices } from "../barriers/use-choices.ts";
import { capital } from "../barriers/words.ts";
import { Ethics } from "./ethics.tsx";
import { ExportShared } from "./export-shared.tsx";
import { Foreign } from "./foreign.tsx";
import { TrialFacts } from "./running-trial.tsx";
import { trialTitle } from "./title.ts";
import { RewriteTrial, TrialChanges, TrialWords } from "./trial-text.tsx";
import { useLearnings } from "./use-learnings.ts";
import { useLinked } from "./use-linked.ts";
import { useChangeTrial, useTrials } from "./use-trials.ts";
import { trialWords } from "./words.ts";

const outcomes = ["yes", "partly", "no"] as const;

interface Filter {
  search: string;
  solutionId: string;
  worked: string;
}

/** What was learned, searchable; one's own first, then what other municipalities have sent. */
export function Library() {
  const { text } = useSession();
  const words = trialWords(text);
  const finished = useTrials("finished");
  const foreign = useLearnings();
  const choices = useChoices();
  const [filter, setFilter] = useState<Filter>({ search: "", solutionId: "", worked: "" });
  const fits = (
    { solutionId, worked, ...texts }: TrialTexts & Pick<TrialItem, "solutionId" | "worked">,
    solution: string,
  ) =>
    holds(texts, solution, filter.search, text.locale) &&
    (filter.solutionId === "" || solutionId === filter.solutionId) &&
    (filter.worked === "" || worked === filter.worked);
  const nameOf = ({ solutionId: id }: TrialItem) => choices.data?.solutions.find((one) => one.id === id)?.name ?? "";
  const all = finished.data ?? [];
  const learnings = foreign.data?.learnings ?? [];
  const found = all.filter((trial) => fits(trial, nameOf(trial)));
  const foundElsewhere = learnings.filter((one) => fits(one, `${one.solution ?? ""} ${one.municipality}`));
  return (
    <>
      <section className="section" aria-labelledby="library">
        <div className="row apart">
          <div>
            <h2 id="library">{words.library}</h2>
            <p className="section-intro">{words.libraryIntro}</p>
          </div>
          {all.some(({ shareable }) => shareable) && <ExportShared />}
        </div>
        {finished.isError && finished.data === undefined && (
          <ErrorState error={finished.error} onRetry={() => void finished.refetch()} />
        )}
        {finished.data !== undefined && all.length === 0 && <p className="quiet">{words.libraryEmpty}</p>}
        {all.length + learnings.length > 0 && (
          <LibraryControls filter={filter} onChange={setFilter} count={found.length + foundElsewhere.length} />
        )}
        {found.length > 0 && (
          <div className="stack is-loose">
            {[...outcomes, null].map((outcome) => (
              <Outcome key={outcome} outcome={outcome} trials={found.filter((trial) => trial.worked === outcome)} />
            ))}
          </div>
        )}
      </section>
      {foreign.data && <Foreign learnings={foundElsewhere} all={learnings} mayKeep={foreign.data.mayKeep} />}
    </>
  );
}

interface LibraryControlsProps {
  filter: Filter;
  onChange: (filter: Filter) => void;
  /** How many are found. */
  count: number;
}

function LibraryControls({ filter, onChange, count }: LibraryControlsProps) {
  const { text } = useSession();
  const words = trialWords(text);
  const choices = useChoices();
  const searchId = useId();
  return (
    <>
      <search className="controls" aria-label={words.search}>
        <div className="control">
          <label htmlFor={searchId}>{words.search}</label>
          <Input
            id={searchId}
            type="search"
            value={filter.search}
            onChange={(_, { value: search }) => onChange({ ...filter, search })}
          />
        </div>
        <Choose
          isSmall
          label={words.solution}
          empty={words.allSolutions}
          options={(choices.data?.solutions ?? []).map(({ id, name }) => ({ id, name: capital(name) }))}
          value={filter.solutionId}
          onChange={(solutionId) => onChange({ ...filter, solutionId })}
        />
        <Choose
          isSmall
          label={words.outcome}
          empty={words.allOutcomes}
          options={named(outcomes, words.outcomes)}
          value={filter.worked}
          onChange={(worked) => onChange({ ...filter, worked })}
        />
      </search>
      <p className="quiet" role="status">
        {count === 0 ? words.noMatch : words.found(count)}
      </p>
    </>
  );
}

/** What worked, and what did not, each for itself: both can be learned from. */
function Outcome({ outcome, trials }: { outcome: TrialItem["worked"]; trials: TrialItem[] }) {
  const { text } = useSession();
  const titleId = useId();
  if (trials.length === 0) return null;
  return (
    <section aria-labelledby={titleId}>
      <h3 id={titleId}>
        {outcome === null ? trialWords(text).unsaid : trialWords(text).worked[outcome]}{" "}
        <span className="quiet">{trials.length}</span>
      </h3>
      <ul className="columns lined">
        {trials.map((trial) => (
          <Learned key={trial.id} trial={trial} />
        ))}
      </ul>
    </section>
  );
}

type TrialTexts = Pick<TrialItem, "what" | "hope" | "learned" | "sideGains">;

/** Whether every word occurs somewhere in it. */
function holds(
  { what, hope, learned, sideGains }: TrialTexts,
  solution: string,
  search: string,
  locale: string,
): boolean {
  const text = [what, hope, learned, sideGains, solution].join(" ").toLocaleLowerCase(locale);
  return search
    .toLocaleLowerCase(locale)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function Learned({ trial }: { trial: TrialItem }) {
  const { text } = useSession();
  const words = trialWords(text);
  const linked = useLinked(trial.id);
  return (
    <li className="learned">
      <h4 {...linked}>{trialTitle(trial, text)}</h4>
      <TrialFacts trial={trial} />
      <TrialWords trial={trial} of="learned" />
      <TrialWords trial={trial} of="sideGains" title={words.sideGains} />
      <TrialWords trial={trial} of="hope" title={words.hope} />
      <Ethics trial={trial} />
      <TrialChanges trial={trial} />
      {trial.mayChange && <Share trial={trial} />}
      <RewriteTrial trial={trial} />
    </li>
  );
}

/** Shown at once, and taken back with a sentence when it could not be stored. */
function Share({ trial }: { trial: TrialItem }) {
  const { text } = useSession();
  const share = useChangeTrial(trial.id);
  const [change] = share.variables ?? [];
  const isOn = share.isPending && change?.action === "share" ? change.shareable : trial.shareable;
  return (
    <>
      <Switch
        label={trialWords(text).share}
        aria-label={trialWords(text).shareLabel(trialTitle(trial, text))}
        checked={isOn}
        onChange={(_, { checked: shareable }) => share.mutate([{ action: "share", shareable }])}
      />
      <Failure error={share.error} outcome={text.barriers.item.notSaved} />
    </>
  );
}
