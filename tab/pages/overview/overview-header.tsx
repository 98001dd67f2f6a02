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
    <header className="page-header overview-header">
      <div>
        <h1>
          {text.pages.overview}{" "}
          <span className="caption">
            {text.week(weekNumber(me.week))} <span className="pill accent">{text.overview.estimate}</span>
          </span>
        </h1>
        {children}
      </div>
      <Controls {...controls} />
    </header>
  );
}
