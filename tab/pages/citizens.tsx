import { lazy, Suspense } from "react";
import { Link } from "../components/link.tsx";
import { PrintedOn } from "../components/printed-on.tsx";
import { Loading } from "../components/states.tsx";
import { useRoute } from "../router.ts";
import { useMe, useSession } from "../session.ts";
import { CaseList, OneCase } from "./citizens/case-list.tsx";
import { MapPage } from "./citizens/map-page.tsx";
import { citizenSteps } from "./citizens/steps-text.ts";
import "../styles/pages.css";

const InspirePage = lazy(async () => ({ default: (await import("./citizens/inspire-page.tsx")).InspirePage }));
const DevelopPage = lazy(async () => ({ default: (await import("./citizens/develop-page.tsx")).DevelopPage }));
const ActPage = lazy(async () => ({ default: (await import("./citizens/act-page.tsx")).ActPage }));
const CouncilsPage = lazy(async () => ({ default: (await import("./citizens/councils-page.tsx")).CouncilsPage }));

const steps = ["notes", "map", "inspire", "develop", "act", "councils"] as const;
type Step = (typeof steps)[number];

/** Citizens who cannot be digital: what is noted, and the four steps from there to something being done. */
export function Citizens() {
  const { text } = useSession();
  const me = useMe();
  const { parts } = useRoute();
  const seesCases = me.roles.some(({ role }) => role === "leader" || role === "standIn" || role === "navigator");
  const isManager = me.roles.some(({ role }) => role === "manager");
  const mine = steps.filter((step) => (step === "notes" ? seesCases : step === "councils" ? isManager : true));
  const [, asked, id] = parts;
  const current: Step = mine.find((step) => step === asked) ?? mine[0] ?? "map";
  const isOne = asked === "case" && id !== undefined && seesCases;
  return (
    <article className="citizens">
      <header className="page-header">
        <div>
          <h1>{text.pages.citizens}</h1>
          <p className="page-subtitle">{text.citizens.intro}</p>
          <PrintedOn />
        </div>
      </header>
      <nav className="steps" aria-label={citizenSteps(text).navigation}>
        {mine.map((step) => (
          <Link
            key={step}
            className="step"
            to={step === mine[0] ? "/citizens" : `/citizens/${step}`}
            current={step === current && !isOne}
          >
            {citizenSteps(text).steps[step]}
          </Link>
        ))}
      </nav>
      <Suspense fallback={<Loading />}>{isOne ? <OneCase id={id} /> : <StepPage step={current} />}</Suspense>
    </article>
  );
}

function StepPage({ step }: { step: Step }) {
  switch (step) {
    case "notes":
      return <CaseList />;
    case "map":
      return <MapPage />;
    case "inspire":
      return <InspirePage />;
    case "develop":
      return <DevelopPage />;
    case "act":
      return <ActPage />;
    case "councils":
      return <CouncilsPage />;
  }
}
