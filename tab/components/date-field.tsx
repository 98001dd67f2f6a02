import { Field } from "@fluentui/react-components";
import { type CalendarStrings, DatePicker } from "@fluentui/react-datepicker-compat";
import { useId, useMemo, useState } from "react";
import type { TabText } from "../../bot/text/da/tab.ts";
import { isoDate, localMidnight, monthNames, readDate, weekdayNames, weekNumberOf, writtenDate } from "../dates.ts";
import { useMe, useSession } from "../session.ts";

interface DateFieldProps {
  label: string;
  /** A date such as 2026-12-03, or "". */
  value: string;
  onChange: (value: string) => void;
  /** The first date that may be chosen. */
  min?: string | undefined;
  required?: boolean;
  error?: string | undefined;
}

/** A date as it is written where the person reads, whatever the browser's language: typed ("3/12", "3. december") or chosen. */
export function DateField({ label, value, onChange, min, required, error }: DateFieldProps) {
  const { text } = useSession();
  const { today } = useMe();
  const [isWrong, setWrong] = useState(false);
  const id = useId();
  const { locale, dates: words } = text;
  const known = useMemo(() => {
    const first = localMidnight(min ?? "");
    return {
      value: localMidnight(value),
      today: localMidnight(today) ?? new Date(),
      calendar: first === null ? {} : { minDate: first },
      formatDate: (date?: Date) => (date === undefined ? "" : writtenDate(isoDate(date), locale)),
      parseDateFromString: (written: string) => localMidnight(readDate(written, today, locale)),
      strings: calendarWords(words, locale),
    };
  }, [value, min, today, words, locale]);
  const isTooEarly = min !== undefined && value !== "" && value < min;
  const message = isWrong || isTooEarly ? words.wrong(min === undefined ? null : writtenDate(min, locale)) : error;
  return (
    <Field
      // By itself the label points at a field that the calendar has given another name: pressing it would do nothing.
      label={{ children: label, htmlFor: id }}
      {...(required && { required })}
      // One line or the other: nothing moves away under a finger that leaves the field by pressing a button.
      {...(message === undefined ? { hint: hintOf(value, text) } : { validationMessage: message })}
    >
      <DatePicker
        {...known}
        id={id}
        // By itself the calendar's button is called what stands in the field, which may be nothing.
        contentAfter={{ "aria-label": words.open, "aria-labelledby": undefined }}
        popupSurface={{ "aria-label": words.name }}
        onSelectDate={(date) => onChange(date ? isoDate(date) : "")}
        onValidationResult={({ error: fault }) => setWrong(fault === "invalid-input")}
        allowTextInput
        firstDayOfWeek={1}
        firstWeekOfYear={2}
        showWeekNumbers
        initialPickerDate={known.value ?? known.today}
      />
    </Field>
  );
}

/** The weekday and the week of a date, by which people know it. */
function hintOf(value: string, { dates: words, locale }: TabText): string {
  const date = localMidnight(value);
  if (date === null) return words.example;
  return words.inWeek(weekdayNames(locale, "long")[date.getDay()] ?? "", weekNumberOf(value));
}

function calendarWords(words: TabText["dates"], locale: string): CalendarStrings {
  return {
    ...words.calendar,
    months: monthNames(locale, "long"),
    shortMonths: monthNames(locale, "short"),
    days: weekdayNames(locale, "long"),
    shortDays: weekdayNames(locale, "narrow"),
  };
}
