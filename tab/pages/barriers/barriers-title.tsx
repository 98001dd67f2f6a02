import { useMe, useSession } from "../../session.ts";

/** What the page is for the one who looks. */
export function BarriersTitle() {
  const { text } = useSession();
  const me = useMe();
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
