import { Button } from "@fluentui/react-components";
import type { DeliveriesAnswer } from "../../../bot/api/contract.ts";
import { useSay } from "../../components/say.tsx";
import { useSession } from "../../session.ts";
import { groupProblems } from "./group-problems.ts";
import { useOperationsText } from "./words.ts";

/** How it goes, in one line; and everything that waits for somebody as a list that can be sent on. */
export function StateLine({ deliveries }: { deliveries: DeliveriesAnswer }) {
  const { host } = useSession();
  const words = useOperationsText();
  const say = useSay();
  const { needHelp, passing } = groupProblems(deliveries);
  const people = needHelp.reduce((sum, { places }) => sum + places.length, 0);
  const isStuck = deliveries.store !== null || deliveries.noToken !== null;
  const line = isStuck ? words.state.stuck : words.state.line(people, deliveries.gaps.length, passing.length > 0);
  const list = [
    ...needHelp.flatMap((group) => [
      `${words.reason[group.reason].what} (${words.people(group.places.length)})`,
      ...group.places.map(({ name, teams }) => `- ${name ?? words.nobody}${teams === "" ? "" : `, ${teams}`}`),
    ]),
    ...deliveries.gaps.map(({ reason, team }) => `- ${team.name}: ${words.gap[reason].what}`),
  ];
  async function copy() {
    try {
      await host.copy(list.join("\n"));
      say({ words: words.state.copied });
    } catch {
      // A browser or a host may refuse; nothing else can go wrong here.
      say({ words: words.state.notCopied });
    }
  }
  return (
    <div className="row apart notice">
      <p className="strong">{line}</p>
      {list.length > 0 && <Button onClick={() => void copy()}>{words.state.copy}</Button>}
    </div>
  );
}
