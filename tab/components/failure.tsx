import { ApiError } from "../api.ts";
import { useSession } from "../session.ts";

interface FailureProps {
  error: Error | null;
  /** What it came to, before why. */
  outcome?: string;
  /** Instead, when somebody else changed it meanwhile. */
  conflict?: string;
}

/** Why something was not done, in the server's own sentence; nothing while nothing went wrong. */
export function Failure({ error, outcome, conflict }: FailureProps) {
  const { text } = useSession();
  if (error === null) return null;
  const problem = error instanceof ApiError ? error.problem : null;
  const why = [outcome, problem?.userMessage || text.state.offline].filter((part) => part).join(" ");
  return (
    <p className="notice notice-error" role="alert">
      {problem?.code === "conflict" && conflict !== undefined ? conflict : why}
    </p>
  );
}
