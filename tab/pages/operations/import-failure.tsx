import { Button } from "@fluentui/react-components";
import { ApiError } from "../../api.ts";
import { useSession } from "../../session.ts";
import { useReachedHeading } from "./reached-heading.ts";
import { useOperationsText } from "./words.ts";

interface ImportFailureProps {
  error: Error;
  onRetry: () => void;
  label: string;
}

/** Why nothing was stored: each fault of the files with its place and what to do, or the one sentence there is. */
export function ImportFailure({ error, onRetry, label }: ImportFailureProps) {
  const { text } = useSession();
  const words = useOperationsText().import;
  const heading = useReachedHeading();
  const problem = error instanceof ApiError ? error.problem : null;
  const faults = problem?.faults ?? [];
  return (
    <div className="notice notice-error section narrow stack">
      <h3 ref={heading} tabIndex={-1}>
        {problem?.userMessage || text.state.offline}
      </h3>
      {faults.length === 0 ? (
        <Button onClick={onRetry}>{label}</Button>
      ) : (
        <>
          <p>{words.fixHint}</p>
          <ul className="fault-list lined">
            {faults.map(({ file, row, column, userMessage }) => (
              <li key={[file, row, column, userMessage].join(":")}>
                <p className="strong">{words.place(file, row, column)}</p>
                {userMessage}
              </li>
            ))}
          </ul>
          {(problem?.moreFaults ?? 0) > 0 && <p>{words.more(problem?.moreFaults ?? 0)}</p>}
        </>
      )}
    </div>
  );
}
