import type { ReactNode } from "react";
import type { PageId } from "../bot/api/contract.ts";
import { Link } from "./components/link.tsx";
import { useMe, useSession } from "./session.ts";

/** Whose tab it is and where one can go. */
export function ShellHeader({ current }: { current: string | undefined }) {
  const { text } = useSession();
  const me = useMe();
  return (
    <div className="shell-header row apart">
      <p className="municipality">{me.municipality.name}</p>
      {me.pages.length > 1 && (
        <nav aria-label={text.shell.navigation}>
          <ul className="row">
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
export function PersonaBar({ children }: { children: ReactNode }) {
  const { text } = useSession();
  const me = useMe();
  return (
    <div className="persona-bar row">
      <span>
        {text.shell.actingAs} <strong>{me.person.name}</strong>
      </span>
      {children}
    </div>
  );
}
