import { Button } from "@fluentui/react-components";
import { type ReactNode, useRef, useSyncExternalStore } from "react";
import { Link } from "./components/link.tsx";
import { Sayer } from "./components/say.tsx";
import { SideHost } from "./components/side.tsx";
import { useRestoredPlace } from "./restore-place.ts";
import { useRoute } from "./router.ts";
import { useMe, useSession } from "./session.ts";
import { PersonaBar, ShellHeader } from "./shell-header.tsx";

/** What surrounds every page: where one is, where one can go, and the promise. */
export function Shell({ children, onChangePersona }: { children: ReactNode; onChangePersona?: () => void }) {
  const { text } = useSession();
  const me = useMe();
  const [current = me.pages[0], below] = useRoute().parts;
  const main = useRef<HTMLElement>(null);
  useRestoredPlace(main);
  const isOnline = useSyncExternalStore(subscribeToNetwork, () => navigator.onLine);
  return (
    <Sayer>
      <SideHost>
        {" "}
        <header>
          <a className="skip" href="#content">
            {text.shell.skip}
          </a>
          {current === "overview" && below === undefined && (
            <a className="skip" href="#team-table">
              {text.shell.skipToTable}
            </a>
          )}
          {onChangePersona && (
            <PersonaBar>
              <Button size="small" appearance="transparent" onClick={onChangePersona}>
                {text.shell.changePersona}
              </Button>
            </PersonaBar>
          )}
          <ShellHeader current={current} />
        </header>
        {!isOnline && (
          <p className="notice" role="status">
            {text.shell.offline}
          </p>
        )}
        <main id="content" tabIndex={-1} ref={main}>
          {children}
        </main>
        <footer className="shell-footer caption">
          <p>{text.shell.purpose}</p>
          <p className="footer-links row">
            <Link to="/about/med">{text.about.medLink}</Link>
            <Link to="/about/data">{text.about.dataLink}</Link>
            <Link to="/about/accessibility">{text.about.accessibilityLink}</Link>
          </p>
        </footer>
      </SideHost>{" "}
    </Sayer>
  );
}

function subscribeToNetwork(listener: () => void): () => void {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}
