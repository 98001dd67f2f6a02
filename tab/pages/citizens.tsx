import { PrintedOn } from "../components/printed-on.tsx";
import { useMe, useSession } from "../session.ts";
import { CaseList } from "./citizens/case-list.tsx";
import { InclusionFigures } from "./citizens/inclusion-figures.tsx";
import { PublishedFigures } from "./citizens/published-figures.tsx";
import "../styles/pages.css";

/** Citizens who cannot be digital: the cases for those who help, the figures for those who decide. */
export function Citizens() {
  const { text } = useSession();
  const me = useMe();
  const seesCases = me.roles.some(({ role }) => role === "leader" || role === "standIn" || role === "navigator");
  const isManager = me.roles.some(({ role }) => role === "manager");
  return (
    <article className="citizens">
      <header className="page-header">
        <div>
          <h1>{text.pages.citizens}</h1>
          <p className="page-subtitle">{text.citizens.intro}</p>
          <PrintedOn />
        </div>
      </header>
      {seesCases && <CaseList />}
      {seesCases && <InclusionFigures />}
      {isManager && <PublishedFigures />}
    </article>
  );
}
