import type { ReactNode } from "react";
import type { Me } from "../../../bot/api/contract.ts";
import { weekNumber } from "../../dates.ts";
import { Controls, type ControlsProps } from "./controls.tsx";

interface OverviewHeaderProps extends ControlsProps {
  me: Me;
  /** What only paper shows. */
  children?: ReactNode;
}

/** Drawn before React is here, so without hooks. */
export function OverviewHeader({ me, children, ...controls }: OverviewHeaderProps) {
  const { text } = controls;
  return (
    <header className="page-header">
      <div>
        <h1>{text.pages.overview}</h1>
        <p className="page-subtitle">
          {text.weekHeading(weekNumber(me.week))} <span aria-hidden="true">·</span>{" "}
          <span className="estimate">{text.overview.estimate}</span>
        </p>
        {children}
      </div>
      <Controls {...controls} />
    </header>
  );
}
