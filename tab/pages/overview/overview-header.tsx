import type { ReactNode } from "react";
import { weekNumber } from "../../dates.ts";
import { useMe, useSession } from "../../session.ts";
import { Controls, type ControlsProps } from "./controls.tsx";

interface OverviewHeaderProps extends ControlsProps {
  /** What only paper shows. */
  children?: ReactNode;
}

export function OverviewHeader({ children, ...controls }: OverviewHeaderProps) {
  const { text } = useSession();
  const me = useMe();
  return (
    <header className="page-header">
      <div>
        <h1>{text.pages.overview}</h1>
        <p className="page-subtitle">
          {text.weekHeading(weekNumber(me.week))} <span aria-hidden="true">·</span>{" "}
          <span className="pill accent">{text.overview.estimate}</span>
        </p>
        {children}
      </div>
      <Controls {...controls} />
    </header>
  );
}
