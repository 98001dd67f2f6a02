import type { DeliveriesAnswer } from "../../../bot/api/contract.ts";
import { FigureNotes } from "../../components/figure-notes.tsx";
import { weekNumber } from "../../dates.ts";
import { useSession } from "../../session.ts";
import { useOperationsText, useWhen } from "./words.ts";

/** How far the week has come, each figure with what it rests on. */
export function DeliveryFacts({ deliveries }: { deliveries: DeliveriesAnswer }) {
  const { text } = useSession();
  const words = useOperationsText().facts;
  const when = useWhen();
  const { teams, underWay, oldestUnderWay, schedule } = deliveries;
  const updated = text.figures.week(weekNumber(schedule.week));
  const oldest = oldestUnderWay === null ? null : when(oldestUnderWay);
  const facts = [
    { title: words.asked, figure: teams.asked, basis: words.askedBasis(teams.planned, teams.resting) },
    { title: words.delivered, figure: teams.delivered, basis: words.deliveredBasis(teams.asked - teams.delivered) },
    { title: words.answered, figure: teams.answered, basis: words.answeredBasis(teams.open, teams.skipped) },
    { title: words.underWay, figure: underWay, basis: words.underWayBasis(oldest) },
  ];
  return (
    <>
      <dl className="facts">
        {facts.map(({ title, figure, basis }) => (
          <div key={title}>
            <dt className="caption">{title}</dt>
            <dd>
              <span className="fact-figure">{figure}</span>
              <span className="fact-basis">{basis}</span>
            </dd>
          </div>
        ))}
      </dl>
      <FigureNotes
        figures={["checkIn", "underWay"]}
        basis={{
          checkIn: { answered: text.figures.ofTeams(teams.answered, teams.asked), updated },
          underWay: { updated },
        }}
      />
    </>
  );
}
