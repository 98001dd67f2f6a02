import type { ReportedBarrier } from "../../../bot/api/contract.ts";
import { useSession } from "../../session.ts";

/** What the team reported and what became of it: the loop, seen from the one who spoke up. */
export function ReportedBarriers({ barriers }: { barriers: ReportedBarrier[] }) {
  const { text } = useSession();
  const date = new Intl.DateTimeFormat(text.locale, { day: "numeric", month: "short", timeZone: "Europe/Copenhagen" });
  return (
    <div>
      <h3>{text.myWeek.barriersTitle}</h3>
      {barriers.length === 0 && <p className="quiet">{text.myWeek.noBarriers}</p>}
      <ul className="reported">
        {barriers.map(({ id, solutionName, detail, status, resolution, updatedAt }) => (
          <li key={id}>
            <p>
              <strong>{solutionName}</strong>{" "}
              {detail === null ? text.myWeek.undescribed : text.vocabulary.detail[detail]}
            </p>
            <p className="reported-status">
              <span className={`status status-${status}`}>{text.vocabulary.barrierStatus[status]}</span>
              {resolution !== null && <span>{text.vocabulary.resolution[resolution]}</span>}
              <time dateTime={updatedAt}>{date.format(new Date(updatedAt))}</time>
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}
