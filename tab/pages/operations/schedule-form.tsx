import { Button, Field, Input, Switch } from "@fluentui/react-components";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { SettingsAnswer } from "../../../bot/api/contract.ts";
import { Checkbox } from "../../components/checkbox.tsx";
import { Choose } from "../../components/choose.tsx";
import { useSay } from "../../components/say.tsx";
import { ErrorState, Loading } from "../../components/states.tsx";
import { weekNumber } from "../../dates.ts";
import { useSession } from "../../session.ts";
import { QuietGaps } from "./quiet-gaps.tsx";
import { useSettings } from "./use-settings.ts";
import { useOperationsText, useWhen } from "./words.ts";

type Settings = SettingsAnswer["settings"];

/** When the municipality is asked; what follows from it for the next weeks stands beside it. */
export function ScheduleForm() {
  const settings = useSettings();
  if (settings.isPending) return <Loading />;
  if (settings.isError) return <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />;
  return (
    <div className="schedule halves">
      <Form answer={settings.data} />
      <Schedule schedule={settings.data.schedule} />
    </div>
  );
}

const firstReminder = { weekday: 4, hour: 9 };

/** Saves the settings, and says so; what was there before can be had back. */
function useSave(before: Settings, onUndone: (settings: Settings) => void) {
  const { api } = useSession();
  const words = useOperationsText();
  const say = useSay();
  const queries = useQueryClient();
  const { accessibilityContact: _, ...former } = before;
  const save = useMutation({
    mutationFn: ({ settings }: { settings: Settings; former: Settings | null }) =>
      api.send<SettingsAnswer>("PUT", "/api/admin/settings", settings),
    onSuccess: (saved, { former: last }) => {
      if (last === null) onUndone(saved.settings);
      else say({ words: words.saved, undo: () => save.mutate({ settings: last, former: null }) });
      queries.setQueryData(["settings"], saved);
      void queries.invalidateQueries({ queryKey: ["deliveries"] });
    },
  });
  return { ...save, mutate: (settings: Settings) => save.mutate({ settings, former }) };
}

function Form({ answer }: { answer: SettingsAnswer }) {
  const words = useOperationsText();
  const [chosen, setChosen] = useState<Settings>(answer.settings);
  const [quiet, setQuiet] = useState(answer.settings.quietWeeks.join(", "));
  const [isQuietWrong, setQuietWrong] = useState(false);
  const change = (part: Partial<Settings>) => setChosen((before) => ({ ...before, ...part }));
  const set =
    <K extends keyof Settings>(name: K) =>
    (value: Settings[K]) =>
      change({ [name]: value } as Pick<Settings, K>);
  const save = useSave(answer.settings, (settings) => {
    setChosen(settings);
    setQuiet(settings.quietWeeks.join(", "));
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    const quietWeeks = readWeeks(quiet);
    setQuietWrong(quietWeeks === null);
    // The contact has a form of its own, and stays as it is.
    const { accessibilityContact: _, ...others } = chosen;
    if (quietWeeks !== null) save.mutate({ ...others, quietWeeks });
  }

  const { reminder } = chosen;
  const remindOn = (part: "weekday" | "hour") => (value: number) =>
    change({ reminder: { ...firstReminder, ...reminder, [part]: value } });
  return (
    <form className="form" onSubmit={submit} noValidate>
      <div className="pair">
        <WeekdayField label={words.weekday} value={chosen.checkInWeekday} onChange={set("checkInWeekday")} />
        <HourField label={words.hour} value={chosen.checkInHour} onChange={set("checkInHour")} />
      </div>
      <Switch
        label={words.reminder}
        checked={reminder !== null}
        onChange={(_, { checked }) => change({ reminder: checked ? firstReminder : null })}
      />
      {reminder && (
        <div className="pair">
          <WeekdayField label={words.reminderWeekday} value={reminder.weekday} onChange={remindOn("weekday")} />
          <HourField label={words.reminderHour} value={reminder.hour} onChange={remindOn("hour")} />
        </div>
      )}
      <ClosingDays ids={answer.closingDayIds} chosen={chosen.closingDays} onChange={set("closingDays")} />
      <Field
        label={words.quietWeeks}
        hint={words.quietWeeksHint}
        validationMessage={isQuietWrong ? words.quietWeeksError : undefined}
      >
        <Input value={quiet} inputMode="numeric" onChange={(_, { value }) => setQuiet(value)} />
      </Field>
      <Choose
        label={words.untouched}
        options={untouchedChoices.map((days) => ({ id: String(days), name: words.workingDays(days) }))}
        value={String(chosen.untouchedDays ?? usualUntouchedDays)}
        onChange={(days) => change({ untouchedDays: Number(days) })}
      />
      <Switch
        label={words.dialogue}
        checked={chosen.teamDialogue === true}
        onChange={(_, { checked }) => change({ teamDialogue: checked })}
      />
      <QuietGaps
        gaps={answer.quietGaps}
        chosen={readWeeks(quiet) ?? []}
        onFill={(weeks) => setQuiet(withWeeks(quiet, weeks))}
      />
      <div className="form-buttons">
        <Button appearance="primary" type="submit" disabled={save.isPending}>
          {words.save}
        </Button>
      </div>
      <div aria-live="polite">{save.isError && <ErrorState error={save.error} onRetry={() => save.reset()} />}</div>
    </form>
  );
}

/** As the server has it where the municipality has not chosen. */
const usualUntouchedDays = 3;
const untouchedChoices = Array.from({ length: 30 }, (_, index) => index + 1);

/** What was typed stays as it was typed. */
function withWeeks(text: string, weeks: number[]): string {
  const missing = weeks.filter((week) => !(readWeeks(text) ?? []).includes(week));
  return [text.trim().replace(/[\s,;]+$/, ""), ...missing].filter((part) => part !== "").join(", ");
}

/** Week numbers as people write them, or null where one is none. */
function readWeeks(text: string): number[] | null {
  const weeks = text
    .split(/[\s,;]+/)
    .filter((part) => part !== "")
    .map(Number);
  return weeks.every((week) => Number.isInteger(week) && week >= 1 && week <= 53) ? [...new Set(weeks)] : null;
}

interface ChoiceProps {
  label: string;
  value: number;
  onChange: (value: number) => void;
}

function WeekdayField({ label, value, onChange }: ChoiceProps) {
  const words = useOperationsText();
  return (
    <Choose
      label={label}
      options={words.weekdays.map((name, index) => ({ id: String(index + 1), name }))}
      value={String(value)}
      onChange={(chosen) => onChange(Number(chosen))}
    />
  );
}

/** From early shift to late; nobody wants to be asked at night. An hour chosen in the files is kept. */
const usualHours = Array.from({ length: 13 }, (_, index) => index + 6);

function HourField({ label, value, onChange }: ChoiceProps) {
  const hours = [...new Set([...usualHours, value])].sort((a, b) => a - b);
  return (
    <Choose
      label={label}
      options={hours.map((hour) => ({ id: String(hour), name: `${String(hour).padStart(2, "0")}.00` }))}
      value={String(value)}
      onChange={(chosen) => onChange(Number(chosen))}
    />
  );
}

function ClosingDays({
  ids,
  chosen,
  onChange,
}: {
  ids: string[];
  chosen: string[];
  onChange: (days: string[]) => void;
}) {
  const words = useOperationsText();
  return (
    <fieldset className="choices">
      <legend className="strong">{words.closingDays}</legend>
      <div className="columns">
        {ids.map((id) => (
          <Checkbox
            key={id}
            label={words.closingDay[id] ?? id}
            checked={chosen.includes(id)}
            onChange={(_, { checked }) => onChange(checked ? [...chosen, id] : chosen.filter((day) => day !== id))}
          />
        ))}
      </div>
    </fieldset>
  );
}

function Schedule({ schedule }: { schedule: SettingsAnswer["schedule"] }) {
  const words = useOperationsText();
  const when = useWhen();
  return (
    <table className="table">
      <caption>{words.scheduleTitle}</caption>
      <thead>
        <tr>
          <th scope="col">{words.scheduleWeek}</th>
          <th scope="col">{words.scheduleSend}</th>
          <th scope="col">{words.scheduleRemind}</th>
        </tr>
      </thead>
      <tbody>
        {schedule.map(({ week, sendAt, remindAt, silent }) => (
          <tr key={week}>
            <th scope="row">{weekNumber(week)}</th>
            <td className="capital">{sendAt === null ? words.silent[silent ?? "noWorkingDay"] : when(sendAt)}</td>
            <td className="capital">{remindAt === null ? "–" : when(remindAt)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
