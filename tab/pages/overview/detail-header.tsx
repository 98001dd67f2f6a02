import { Button } from "@fluentui/react-components";
import { type ReactNode, useState } from "react";
import { Link } from "../../components/link.tsx";
import { useSession } from "../../session.ts";

interface DetailHeaderProps {
  title: string;
  path: string;
  children: ReactNode;
}

/** The head of a page one step below the overview: the way back, what it is about, and a link to send. */
export function DetailHeader({ title, path, children }: DetailHeaderProps) {
  const { host, text } = useSession();
  const [isCopied, setCopied] = useState(false);
  async function copy() {
    const link = await host.linkTo(path);
    if (link !== "") await navigator.clipboard.writeText(link);
    setCopied(true);
  }
  return (
    <>
      <p className="back">
        <Link to="/overview">← {text.detail.back}</Link>
      </p>
      <header className="page-header detail-header">
        <div>
          <h1>{title}</h1>
          <p className="page-subtitle">
            {children} <span className="estimate">{text.overview.estimate}</span>
          </p>
        </div>
        <Button appearance="subtle" onClick={() => void copy()}>
          <span role="status">{isCopied ? text.detail.copied : text.detail.copyLink}</span>
        </Button>
      </header>
    </>
  );
}
