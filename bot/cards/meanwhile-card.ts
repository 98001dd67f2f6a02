import type { Card } from "../channel.ts";
import type { BarrierStatus } from "../domain/vocabulary.ts";
import type { Text } from "../text/text.ts";
import { atStart } from "../text/wording.ts";
import { bullets, card, execute, heading, paragraph } from "./card.ts";

/** What came while a leader was away. */
export interface Meanwhile {
  answered: { team: string; week: number; name: string }[];
  barriers: { id: string; solutionName: string; status: BarrierStatus; waitsForTeam: boolean }[];
}

const mostLines = 30;
/** A card has six buttons at most. */
const mostButtons = 5;

/** All of it in one message, with a way to what waits for the leader's answer. */
export function meanwhileCard(firstName: string, { answered, barriers }: Meanwhile, text: Text): Card {
  const { meanwhile } = text;
  const lines = [
    ...answered.map(({ team, week, name }) => meanwhile.answered(team, String(week), name)),
    ...barriers.map(({ solutionName, status }) => meanwhile.barrier(atStart(solutionName), text.barrierStatus[status])),
  ];
  const waiting = barriers.filter(({ waitsForTeam }) => waitsForTeam).slice(0, mostButtons);
  return card(
    [
      heading(meanwhile.title(firstName)),
      paragraph(meanwhile.intro),
      bullets(lines.slice(0, mostLines)),
      waiting.length === 0 ? null : paragraph(meanwhile.waits),
    ],
    waiting.map(({ id, solutionName }) => execute(meanwhile.show(solutionName), "barrier/show", { barrier: id })),
  );
}
