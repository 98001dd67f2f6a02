import { Button } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { ApiError } from "../api.ts";
import { useSession } from "../session.ts";
import { Link } from "./link.tsx";

/** The shape of a page while its content is on the way. */
export function Loading() {
  const { text } = useSession();
  return (
    <div className="loading" role="status" aria-busy="true">
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
  link?: { to: string; label: string };
  children?: ReactNode;
}

/** Nothing to show, said kindly, with a next step. */
export function Message({ title, body, link, children }: MessageProps) {
  return (
    <section className="message">
      <h2>{title}</h2>
      <p>{body}</p>
      {link && <Link to={link.to}>{link.label}</Link>}
      {children}
    </section>
  );
}

/** What went wrong in one sentence, and a way to try again. */
export function ErrorState({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { text } = useSession();
  const problem = error instanceof ApiError ? error.problem : null;
  const refusal = problem?.code === "consentMissing" || problem?.code === "signInFailed" ? problem.code : null;
  const title = problem?.status === 401 ? text.state.signInTitle : text.state.errorTitle;
  const body = refusal === null ? problem?.userMessage || text.state.offline : text.state[refusal];
  const label = problem?.status === 401 ? text.state.signIn : text.state.retry;
  return (
    <div role="alert">
      <Message title={title} body={body}>
        <Button appearance="primary" onClick={onRetry}>
          {label}
        </Button>
      </Message>
    </div>
  );
}
