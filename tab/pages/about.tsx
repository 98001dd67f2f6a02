import { Button } from "@fluentui/react-components";
import { useContext } from "react";
import type { Me } from "../../bot/api/contract.ts";
import { type AboutFacts, aboutDa } from "../../bot/text/da/about.ts";
import { aboutEn } from "../../bot/text/en/about.ts";
import { dateFormat } from "../dates.ts";
import { MeContext, useSession } from "../session.ts";

/** Pages to read and to print: what is recorded, and how accessible the tab is. */
export function AboutPage({ about }: { about: "med" | "data" | "accessibility" }) {
  const { text } = useSession();
  const me = useContext(MeContext);
  const { intro, sections, ending } = (text.locale.startsWith("en") ? aboutEn : aboutDa)[about];
  return (
    <article className="about">
      <header className="page-header">
        <div>
          <h1>{text.about[about]}</h1>
          <p className="page-subtitle">{intro}</p>
        </div>
      </header>
      {me !== null && (
        <p className="print-only">
          {me.municipality.name} · {dateFormat(text.locale).format(new Date(`${me.today}T12:00:00Z`))}
        </p>
      )}
      {sections(factsOf(me, text.state.yourMunicipality)).map(([heading, points]) => (
        <section key={heading}>
          <h2>{heading}</h2>
          <ul>
            {points.map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
        </section>
      ))}
      {ending !== null && <p className="print-only about-ending">{ending}</p>}
      <div className="export-buttons row">
        <Button size="small" appearance="subtle" onClick={() => window.print()}>
          {text.export.print}
        </Button>
      </div>
    </article>
  );
}

/** Nobody is signed in only where no figure of the municipality is told. */
function factsOf(me: Me | null, unknownName: string): AboutFacts {
  const retention = me?.municipality.retentionMonths;
  return {
    municipality: me?.municipality.name || unknownName,
    freeTextMonths: retention?.freeText ?? 0,
    citizenCaseMonths: retention?.citizenCases ?? 0,
    checkInMonths: retention?.checkIns ?? 0,
    leaverNameMonths: retention?.leaverNames ?? 0,
    suppressionLimit: me?.municipality.suppressionLimit ?? 0,
    contact: me?.municipality.accessibilityContact,
  };
}
