import { PrintedOn } from "../../components/printed-on.tsx";
import { weekNumber } from "../../dates.ts";
import { useMe, useSession } from "../../session.ts";

export function WeekHeader() {
  const { text } = useSession();
  const me = useMe();
  return (
    <header className="page-header is-low">
      <div>
        <h1>{text.pages.week}</h1>
        <p className="caption">
          {text.weekHeading(weekNumber(me.week))} <span aria-hidden="true">·</span> {text.myWeek.intro}
        </p>
        <PrintedOn />
      </div>
    </header>
  );
}
