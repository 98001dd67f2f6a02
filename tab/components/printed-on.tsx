import { dateFormat } from "../dates.ts";
import { useMe, useSession } from "../session.ts";

/** What only paper says: whose figures these are, what of, and from when. */
export function PrintedOn({ about = [] }: { about?: string[] }) {
  const { text } = useSession();
  const { municipality, today } = useMe();
  const date = dateFormat(text.locale).format(new Date(`${today}T12:00:00Z`));
  return <p className="print-only">{[municipality.name, ...about, date].join(" · ")}</p>;
}
