import { Button } from "@fluentui/react-components";
import { useSession } from "../session.ts";

/** Pages to read and to print: what is recorded, and how accessible the tab is. */
export function AboutPage({ about }: { about: "med" | "accessibility" }) {
  const { text } = useSession();
  const { title, intro, sections } = text.about[about];
  return (
    <article className="about">
      <header className="page-header">
        <div>
          <h1>{title}</h1>
          <p className="page-subtitle">{intro}</p>
        </div>
      </header>
      {sections.map(([heading, points]) => (
        <section key={heading}>
          <h2>{heading}</h2>
          <ul>
            {points.map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
        </section>
      ))}
      <div className="export-buttons">
        <Button size="small" appearance="subtle" onClick={() => window.print()}>
          {text.export.print}
        </Button>
      </div>
    </article>
  );
}
