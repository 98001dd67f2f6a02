import { Input } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import type {
  BarrierChoices,
  BarrierDetailAnswer,
  BarrierItem,
  TrialItem,
  TrialStart,
} from "../../../bot/api/contract.ts";
import { type CitizenReason, citizenReasons } from "../../../bot/domain/vocabulary.ts";
import { Checkbox } from "../../components/checkbox.tsx";
import { Choose, named } from "../../components/choose.tsx";
import { DateField } from "../../components/date-field.tsx";
import { FormFooter, useGuardedForm } from "../../components/form.tsx";
import { GuardedText } from "../../components/guarded-text.tsx";
import { useSay } from "../../components/say.tsx";
import { useMe, useSession } from "../../session.ts";
import { useChoices, useReportTeams } from "../barriers/use-choices.ts";
import { capital, daysAfter } from "../barriers/words.ts";
import { EthicsFields, noThoughts, writtenOf } from "./ethics.tsx";
import { TrialIdeas } from "./trial-ideas.tsx";
import { trialWords } from "./words.ts";

/** Small enough to begin today, and two weeks long. */
const usualDays = 13;

interface StartTrialFormProps {
  /** The barrier that it begins with; its team and solution are given. */
  barrier?: Pick<BarrierItem, "id" | "teamId" | "solutionId">;
  ideas?: BarrierDetailAnswer["ideas"];
  onDone: () => void;
  onCancel: () => void;
}

/** What, who, how long and what for. Sending it twice starts it once: the id is made here. */
export function StartTrialForm({ barrier, ideas = [], onDone, onCancel }: StartTrialFormProps) {
  const { api, text } = useSession();
  const me = useMe();
  const queries = useQueryClient();
  const words = trialWords(text).form;
  const say = useSay();
  const [id] = useState(() => crypto.randomUUID());
  const [what, setWhat] = useState("");
  const [hope, setHope] = useState("");
  const [thoughts, setThoughts] = useState(noThoughts);
  const [dates, setDates] = useState({ from: me.today, to: daysAfter(me.today, usualDays) });
  const [about, setAbout] = useState<About>({ teamIds: [], solutionId: "", reason: "" });
  const choices = useChoices();
  const start = useMutation({
    mutationFn: (body: TrialStart) => api.send<TrialItem>("POST", "/api/trials", body),
    onSuccess: () => {
      for (const key of ["trials", "barriers", "barrier"]) void queries.invalidateQueries({ queryKey: [key] });
      say({ words: words.started });
      onDone();
    },
  });
  const lacks = {
    what: what.trim() === "",
    teams: barrier === undefined && about.teamIds.length === 0,
    dates: dates.from === "" || dates.to === "" || dates.to < dates.from,
  };
  const form = useGuardedForm({
    texts: { what, hope, ...thoughts },
    request: start,
    isWhole: !lacks.what && !lacks.teams && !lacks.dates,
    send: (confirmed) => {
      const begins = barrier === undefined ? startOf(about) : { barrierId: barrier.id, teamIds: [barrier.teamId] };
      const hoped = hope.trim() === "" ? {} : { hope: hope.trim() };
      start.mutate({ id, what: what.trim(), ...hoped, ...writtenOf(thoughts), ...dates, ...begins, confirmed });
    },
  });
  return (
    <form className="form trial-form" onSubmit={form.submit} noValidate>
      <GuardedText
        field="what"
        form={form}
        label={words.what}
        value={what}
        onChange={setWhat}
        hint={words.whatHint}
        rows={2}
        required
        error={form.isTried && lacks.what ? words.needWhat : undefined}
      />
      {barrier === undefined && choices.data && (
        <AboutFields
          about={about}
          solutions={choices.data.solutions}
          change={(part) => setAbout({ ...about, ...part })}
          error={form.isTried && lacks.teams ? words.needTeams : undefined}
        />
      )}
      {barrier === undefined ? (
        <TrialIdeas solutionId={about.solutionId || undefined} reason={about.reason || undefined} />
      ) : (
        ideas.length === 0 && <TrialIdeas solutionId={barrier.solutionId} />
      )}
      <DateFields dates={dates} onChange={setDates} error={form.isTried && lacks.dates ? words.needDates : undefined} />
      <GuardedText field="hope" form={form} label={words.hope} value={hope} onChange={setHope} rows={2} />
      <EthicsFields form={form} thoughts={thoughts} onChange={setThoughts} />
      <FormFooter form={form} request={start} label={words.send} onCancel={onCancel} />
    </form>
  );
}

interface Dates {
  from: string;
  to: string;
}

interface DateFieldsProps {
  dates: Dates;
  onChange: (dates: Dates) => void;
  error: string | undefined;
}

function DateFields({ dates: { from, to }, onChange, error }: DateFieldsProps) {
  const words = trialWords(useSession().text).form;
  return (
    <div className="pair">
      <DateField label={words.from} required value={from} onChange={(value) => onChange({ from: value, to })} />
      <DateField
        label={words.to}
        required
        value={to}
        min={from}
        onChange={(value) => onChange({ from, to: value })}
        error={error}
      />
    </div>
  );
}

/** What a trial is about that does not begin with a barrier. */
interface About {
  teamIds: string[];
  solutionId: string;
  reason: CitizenReason | "";
}

function startOf({ teamIds, solutionId, reason }: About): Pick<TrialStart, "teamIds" | "solutionId" | "citizenReason"> {
  const solution = solutionId === "" ? {} : { solutionId };
  return { teamIds, ...solution, ...(reason === "" ? {} : { citizenReason: reason }) };
}

interface AboutFieldsProps {
  about: About;
  solutions: BarrierChoices["solutions"];
  change: (part: Partial<About>) => void;
  error: string | undefined;
}

function AboutFields({ about, solutions, change, error }: AboutFieldsProps) {
  const { text } = useSession();
  const words = trialWords(text).form;
  const teams = useReportTeams() ?? [];
  return (
    <>
      <TeamChoice teams={teams} chosen={about.teamIds} onChange={(teamIds) => change({ teamIds })} error={error} />
      <Choose
        label={words.solution}
        empty={words.noSolution}
        options={solutions.map(({ id, name }) => ({ id, name: capital(name) }))}
        value={about.solutionId}
        onChange={(solutionId) => change({ solutionId })}
      />
      <Choose
        label={words.reason}
        empty={words.noReason}
        options={named(citizenReasons, text.vocabulary.citizenReason)}
        value={about.reason}
        onChange={(value) => change({ reason: citizenReasons.find((known) => known === value) ?? "" })}
      />
    </>
  );
}

/** More than these are searched, and no more are listed at once: a large municipality has thousands. */
const manyTeams = 20;

interface TeamChoiceProps {
  teams: BarrierChoices["report"];
  chosen: string[];
  onChange: (teamIds: string[]) => void;
  error: string | undefined;
}

function TeamChoice({ teams, chosen, onChange, error }: TeamChoiceProps) {
  const { text } = useSession();
  const words = trialWords(text).form;
  const errorId = useId();
  const [search, setSearch] = useState("");
  const wanted = search.trim().toLocaleLowerCase(text.locale);
  const found = teams.filter(({ name }) => name.toLocaleLowerCase(text.locale).includes(wanted));
  const first = new Set(found.slice(0, manyTeams));
  // Whoever is chosen stays in sight, at its place, so that the focus stays too.
  const shown = teams.filter((team) => first.has(team) || chosen.includes(team.id));
  const more = found.filter((team) => !first.has(team) && !chosen.includes(team.id)).length;
  const toggle = (id: string, isOn: boolean) =>
    onChange(isOn ? [...chosen, id] : chosen.filter((known) => known !== id));
  return (
    <fieldset className="choices" aria-describedby={error === undefined ? undefined : errorId}>
      <legend className="strong">{words.teams}</legend>
      {error !== undefined && (
        <p className="notice notice-error" id={errorId} role="alert">
          {error}
        </p>
      )}
      {teams.length > manyTeams && (
        <Input
          type="search"
          aria-label={words.findTeam}
          placeholder={words.findTeam}
          value={search}
          onChange={(_, { value }) => setSearch(value)}
        />
      )}
      <div className="team-choice-list columns">
        {shown.map(({ id, name }) => (
          <Checkbox
            key={id}
            label={name}
            checked={chosen.includes(id)}
            onChange={(_, { checked }) => toggle(id, checked === true)}
          />
        ))}
      </div>
      {teams.length > manyTeams && (
        <p className="quiet" role="status">
          {found.length === 0 && words.noSuchTeam}
          {more > 0 && words.moreTeams(more, wanted !== "")}
        </p>
      )}
    </fieldset>
  );
}
