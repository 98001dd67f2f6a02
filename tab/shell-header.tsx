import { Button } from "@fluentui/react-components";
import { lazy, type ReactNode, Suspense, useState } from "react";
import type { PageId } from "../bot/api/contract.ts";
import { Link } from "./components/link.tsx";
import { useMe, useSession } from "./session.ts";

const Finder = lazy(async () => ({ default: (await import("./finder.tsx")).Finder }));

/** Whose tab it is and where one can go. */
export function ShellHeader({ current }: { current: string | undefined }) {
  const { host, text } = useSession();
  const me = useMe();
  const looksAfterOthers = me.roles.some(({ role }) => role === "manager" || role === "navigator");
  // Most come for what the page shows: the field is fetched by whoever looks for something else.
  const [isFinding, setFinding] = useState(false);
  return (
    <div className="shell-header row apart">
      {host.kind === "browser" && <p className="municipality">{me.municipality.name}</p>}
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
      {looksAfterOthers && (
        <search className="finder-place">
          {isFinding ? (
            <Suspense>
              <Finder onLeave={() => setFinding(false)} />
            </Suspense>
          ) : (
            <Button className="finder" size="small" onClick={() => setFinding(true)}>
              {text.find.label}
            </Button>
          )}
        </search>
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
