import { Button, Field, Input } from "@fluentui/react-components";
import { useState } from "react";
import type { SourcesAnswer } from "../../../bot/api/contract.ts";
import { useSession } from "../../session.ts";
import { useChoice } from "./use-choice.ts";
import { useOperationsText } from "./words.ts";

type Run = NonNullable<SourcesAnswer["run"]>;
type Finding = Run["findings"][number];

/** Findings about somebody whose Entra id can be written. */
const joinable: readonly Finding["code"][] = ["noAccount", "accountTwice", "managerUnknown", "standInUnknown"];

/** What the last run changed, what has to be mended, and what did not join. */
export function SourcesFindings({ answer, run }: { answer: SourcesAnswer; run: Run }) {
  const words = useOperationsText().sources;
  const { text } = useSession();
  const language = text.locale.startsWith("en") ? "en" : "da";
  return (
    <>
      {run.problems.length > 0 && (
        <div className="notice notice-error narrow">
          <h3>{words.problemsTitle}</h3>
          <ul>
            {run.problems.map((problem) => (
              <li key={`${problem.place} ${problem.da}`}>
                {problem.place}: {problem[language]}
              </li>
            ))}
          </ul>
        </div>
      )}
      {run.changes.length > 0 && run.outcome === "stored" && (
        <details className="import-names">
          <summary className="strong">{words.changesTitle}</summary>
          {run.changes.map(({ file, what, names, more }) => (
            <div key={`${file} ${what}`}>
              <p>{words.group(words.things[file] ?? file, words.fates[what] ?? what, names.length + more)}</p>
              <ul>
                {names.map((name, index) => (
                  // Two people can have one name.
                  <li key={`${index} ${name}`}>{name}</li>
                ))}
                {more > 0 && <li>{words.more(more)}</li>}
              </ul>
            </div>
          ))}
        </details>
      )}
      {run.findings.length > 0 && <Findings answer={answer} run={run} />}
    </>
  );
}

function Findings({ answer, run: { findings, moreFindings } }: { answer: SourcesAnswer; run: Run }) {
  const words = useOperationsText().sources;
  return (
    <details className="import-names" open={findings.length <= 8}>
      <summary className="strong">
        {words.findingsTitle} ({findings.length + moreFindings})
      </summary>
      <ul>
        {findings.map((finding) => (
          <li key={`${finding.code} ${finding.id} ${finding.other}`}>
            {words.findings[finding.code](finding.name, finding.other)}
            {joinable.includes(finding.code) && finding.id !== "…" && <JoinByHand answer={answer} finding={finding} />}
          </li>
        ))}
        {moreFindings > 0 && <li>{words.more(moreFindings)}</li>}
      </ul>
    </details>
  );
}

/** The Entra id of somebody whom no source knows; it lasts. */
function JoinByHand({ answer, finding }: { answer: SourcesAnswer; finding: Finding }) {
  const words = useOperationsText().sources;
  const known = answer.choice.people[finding.id.toLowerCase()] ?? "";
  const [typed, setTyped] = useState(known);
  const choose = useChoice();
  const people = { ...answer.choice.people, [finding.id.toLowerCase()]: typed.trim() };
  return (
    <div className="form-buttons">
      <Field label={words.entraId(finding.name)} validationMessage={choose.isError ? choose.error.message : undefined}>
        <Input value={typed} onChange={(_, { value }) => setTyped(value)} />
      </Field>
      <Button
        disabledFocusable={choose.isPending || typed.trim() === ""}
        onClick={() => typed.trim() !== "" && choose.mutate({ ...answer.choice, people })}
      >
        {words.saveJoins}
      </Button>
    </div>
  );
}
