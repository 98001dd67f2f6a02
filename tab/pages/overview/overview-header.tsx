import type { ReactNode } from "react";
import type { AdoptionAnswer } from "../../../bot/api/contract.ts";
import { weekNumber } from "../../dates.ts";
import { useMe, useSession } from "../../session.ts";
import { Controls, type ControlsProps } from "./controls.tsx";
import { scopeCount, scopeName } from "./scope-name.ts";

interface OverviewHeaderProps extends ControlsProps {
  /** What the figures are of; nothing until they are there. */
  scope: AdoptionAnswer["scope"] | undefined;
  /** What only paper shows. */
  children?: ReactNode;
}

export function OverviewHeader({ children, scope, ...controls }: OverviewHeaderProps) {
  const { text } = useSession();
  const me = useMe();
  return (
    <header className="page-header is-low">
      <div>
        <h1>
          {text.pages.overview}{" "}
          <span className="caption">
            {text.week(weekNumber(me.week))}
            {scope !== undefined && !scope.isWhole && (
              <>
                {" · "}
                {scopeName(scope, text)} · {scopeCount(scope, text)}
              </>
            )}{" "}
            <span className="pill accent">{text.overview.estimate}</span>
          </span>
        </h1>
        {children}
      </div>
      <Controls {...controls} />
    </header>
  );
}
