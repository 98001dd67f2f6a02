import type { Me } from "../../../bot/api/contract.ts";
import type { TabText } from "../../../bot/text/tab-da.ts";
import { weekNumber } from "../../dates.ts";

/** Drawn before React is here, so without hooks. */
export function WeekHeader({ me, text }: { me: Me; text: TabText }) {
  return (
    <header className="page-header">
      <div>
        <h1>{text.pages.week}</h1>
        <p className="page-subtitle">
          {text.weekHeading(weekNumber(me.week))} <span aria-hidden="true">·</span> {text.myWeek.intro}
        </p>
      </div>
    </header>
  );
}
