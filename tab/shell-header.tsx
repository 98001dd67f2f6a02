import type { ReactNode } from "react";
import type { Me, PageId } from "../bot/api/contract.ts";
import type { TabText } from "../bot/text/tab-da.ts";
import { Link } from "./components/link.tsx";

interface ShellHeaderProps {
  me: Me;
  text: TabText;
  current: string | undefined;
}

/** Whose tab it is and where one can go. Drawn before React is here, so without hooks. */
export function ShellHeader({ me, text, current }: ShellHeaderProps) {
  return (
    <div className="shell-header">
      <p className="municipality">{me.municipality.name}</p>
      {me.pages.length > 1 && (
        <nav aria-label={text.shell.navigation}>
          <ul>
            {me.pages.map((page: PageId) => (
              <li key={page}>
                <Link to={`/${page}`} className="page-link" current={page === current}>
                  {text.pages[page]}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </div>
  );
}

/** Whom one sees the tab as, in local mode. */
export function PersonaBar({ me, text, children }: Omit<ShellHeaderProps, "current"> & { children?: ReactNode }) {
  return (
    <div className="persona-bar">
      <span>
        {text.shell.actingAs} <strong>{me.person.name}</strong>
      </span>
      {children}
    </div>
  );
}
