import { operationsDa } from "../../../bot/text/da/operations.ts";
import { operationsEn } from "../../../bot/text/en/operations.ts";
import { useSession } from "../../session.ts";

/** The page's own sentences; they travel with the page and not with the tab. */
export function useOperationsText(): typeof operationsDa {
  const { text } = useSession();
  return text.locale.startsWith("en") ? operationsEn : operationsDa;
}

/** Writes an instant as a Dane reads it: "mandag 16. november kl. 09.00". */
export function useWhen(): (instant: string) => string {
  const { text } = useSession();
  const format = new Intl.DateTimeFormat(text.locale, {
    timeZone: "Europe/Copenhagen",
    weekday: "long",
    day: "numeric",
    month: "long",
    hour: "2-digit",
    minute: "2-digit",
  });
  return (instant) => format.format(new Date(instant));
}
