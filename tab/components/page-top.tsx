import type { ReactNode } from "react";
import { Link } from "./link.tsx";
import { PrintedOn } from "./printed-on.tsx";

interface PageTopProps {
  /** The page that this one lies below. */
  back: { to: string; label: string };
  words: { title: string; intro: string };
  titleId?: string;
  /** What can be pressed beside the title. */
  children?: ReactNode;
}

/** How a page within a page begins: the way back, what it is, and on paper when it was printed. */
export function PageTop({ back, words, titleId, children }: PageTopProps) {
  return (
    <>
      <p className="back">
        <Link to={back.to}>← {back.label}</Link>
      </p>
      <header className="page-header">
        <div>
          <h1 id={titleId}>{words.title}</h1>
          <p className="page-subtitle">{words.intro}</p>
          <PrintedOn />
        </div>
        {children}
      </header>
    </>
  );
}
