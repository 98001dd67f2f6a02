import { Button } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { ApiError } from "../api.ts";
import { signInProblems } from "../host.ts";
import { useSession } from "../session.ts";
import { Link } from "./link.tsx";

/** The shape of a page while its content is on the way. */
export function Loading() {
  const { text } = useSession();
  return (
    <div className="section" role="status" aria-busy="true">
      <span className="visually-hidden">{text.state.loading}</span>
      <div className="skeleton skeleton-title" />
      <div className="skeleton-row">
        <div className="skeleton" />
        <div className="skeleton" />
        <div className="skeleton" />
      </div>
      <div className="skeleton skeleton-block" />
    </div>
  );
}

interface MessageProps {
  title: string;
  body: string;
  /** It is all that the page shows, so its title is the page's. */
  isPage?: boolean;
  link?: { to: string; label: string };
  children?: ReactNode;
}

/** Nothing to show, said kindly, with a next step. */
export function Message({ title, body, isPage = false, link, children }: MessageProps) {
  return (
    <section className="message">
      {isPage ? <h1>{title}</h1> : <h2>{title}</h2>}
      <p>{body}</p>
      {link && <Link to={link.to}>{link.label}</Link>}
      {children}
    </section>
  );
}

interface ErrorStateProps {
  error: Error;
  isPage?: boolean;
  onRetry: () => void;
}

/** What went wrong in one sentence, and a way to try again. */
export function ErrorState({ error, isPage, onRetry }: ErrorStateProps) {
  const { text } = useSession();
  const problem = error instanceof ApiError ? error.problem : null;
  const refusal = signInProblems.find((code) => code === problem?.code);
  const title = problem?.status === 401 ? text.state.signInTitle : text.state.errorTitle;
  const body = refusal === undefined ? problem?.userMessage || text.state.offline : text.state[refusal];
  const label = problem?.status === 401 ? text.state.signIn : text.state.retry;
  return (
    <div role="alert">
      <Message title={title} body={body} isPage={isPage}>
        <Button appearance="primary" onClick={onRetry}>
          {label}
        </Button>
      </Message>
    </div>
  );
}
