import type { Me } from "../../../bot/api/contract.ts";
import type { TabText } from "../../../bot/text/tab-da.ts";

/** What the page is for the one who looks. Drawn before React is here, so without hooks. */
export function BarriersTitle({ me, text }: { me: Me; text: TabText }) {
  const { intro } = text.barriers;
  const isHelper = me.roles.some(({ role }) => role === "navigator");
  const isLeader = me.roles.some(({ role }) => role === "leader" || role === "standIn");
  return (
    <div>
      <h1>{text.pages.barriers}</h1>
      <p className="page-subtitle">{isHelper ? intro.navigator : isLeader ? intro.leader : intro.manager}</p>
    </div>
  );
}
