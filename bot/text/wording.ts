import type { IsoDate } from "../domain/organisation.ts";

/** `2027-03-01` as `1. marts 2027` to a Dane and as `1 March 2027` in English; with the weekday before it where that helps. */
export function longDate(locale: "da-DK" | "en-GB", { weekday = false } = {}): (date: IsoDate) => string {
  let made: Intl.DateTimeFormat | undefined;
  // Made when the first date is said: it takes longer than all the rest of the sentences.
  const format = () => {
    made ??= new Intl.DateTimeFormat(locale, {
      ...(weekday && { weekday: "long" }),
      day: "numeric",
      month: "long",
      year: "numeric",
      timeZone: "UTC",
    });
    return made;
  };
  return (date) => format().format(new Date(`${date}T00:00:00Z`));
}

/** Words at the start of a sentence: a local name such as *medicinrobotten* gets a capital. */
export function atStart(words: string): string {
  return words.charAt(0).toLocaleUpperCase("da") + words.slice(1);
}

/** A label as part of a longer sentence. */
export function inside(label: string): string {
  return label.charAt(0).toLocaleLowerCase("da") + label.slice(1);
}
