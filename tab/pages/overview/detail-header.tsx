import type { ReactNode } from "react";
import { CopyLink } from "../../components/copy-link.tsx";
import { Link } from "../../components/link.tsx";
import { useSession } from "../../session.ts";
import { lastOverview } from "./last-overview.ts";

interface DetailHeaderProps {
  title: string;
  path: string;
  children: ReactNode;
}

/** The head of a page one step below the overview: the way back, what it is about, and a link to send. */
export function DetailHeader({ title, path, children }: DetailHeaderProps) {
  const { text } = useSession();
  return (
    <>
      <p className="back">
        <Link to={`/overview${lastOverview.search}`}>← {text.detail.back}</Link>
      </p>
      <header className="page-header">
        <div>
          <h1 className="capital">{title}</h1>
          <p className="page-subtitle">
            {children} <span className="pill accent">{text.overview.estimate}</span>
          </p>
        </div>
        <CopyLink path={path} />
      </header>
    </>
  );
}
