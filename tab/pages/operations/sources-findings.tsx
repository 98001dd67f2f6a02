import { Button, Field, Input } from "@fluentui/react-components";
import { useState } from "react";
import type { SourcesAnswer } from "../../../bot/api/contract.ts";
import { Choose } from "../../components/choose.tsx";
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
            {isUnjoinedUnit(finding) && answer.units.length > 0 && <JoinUnit answer={answer} finding={finding} />}
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
      <p role="status">{choose.isSuccess && words.joinSaved}</p>
    </div>
  );
}

/** A unit that KITOS names and nobody knows; it has no place of its own here to be joined by otherwise. */
function isUnjoinedUnit({ code, id, other }: Finding): boolean {
  return code === "unitUnknown" && other !== "" && id !== "…";
}

/** Which unit of the organisation is meant by KITOS' own; it lasts. There may be a thousand, which are listed when somebody asks. */
function JoinUnit({ answer, finding }: { answer: SourcesAnswer; finding: Finding }) {
  const words = useOperationsText().sources;
  const [isOpen, setOpen] = useState(false);
  const [unitId, setUnitId] = useState("");
  const choose = useChoice();
  const names = new Map(answer.units.map(({ id, name }) => [id, name]));
  const options = answer.units.map(({ id, name, parentId }) => {
    const above = names.get(parentId ?? "");
    return { id, name: above === undefined ? name : `${name} · ${above}` };
  });
  if (!isOpen) return <Button onClick={() => setOpen(true)}>{words.chooseUnit(finding.name)}</Button>;
  const units = { ...answer.choice.units, [finding.id]: unitId };
  return (
    <div className="form-buttons">
      <Choose
        label={words.unitFor(finding.name)}
        options={options.toSorted((a, b) => a.name.localeCompare(b.name, "da"))}
        value={unitId}
        onChange={setUnitId}
        empty={words.noUnit}
        error={choose.isError ? choose.error.message : undefined}
      />
      <Button
        disabledFocusable={choose.isPending || unitId === ""}
        onClick={() => unitId !== "" && choose.mutate({ ...answer.choice, units })}
      >
        {words.saveJoins}
      </Button>
      <p role="status">{choose.isSuccess && words.joinSaved}</p>
    </div>
  );
}

/** What was joined by hand, each of which can be taken back. */
export function JoinedByHand({ answer: { joined, choice } }: { answer: SourcesAnswer }) {
  const words = useOperationsText().sources;
  const choose = useChoice();
  if (joined.length === 0) return null;
  const without = (what: "people" | "units", id: string) => {
    const { [id]: _, ...rest } = choice[what];
    return { ...choice, [what]: rest };
  };
  return (
    <details className="import-names">
      <summary className="strong">
        {words.joinedTitle} ({joined.length})
      </summary>
      <ul>
        {joined.map(({ what, id, from, to }) => (
          <li key={`${what} ${id}`}>
            {words.joined(from, to)}{" "}
            <Button
              size="small"
              aria-label={words.unjoin(from)}
              disabledFocusable={choose.isPending}
              onClick={() => choose.isPending || choose.mutate(without(what, id))}
            >
              {words.remove}
            </Button>
          </li>
        ))}
      </ul>
      {choose.isError && <p className="error-text">{choose.error.message}</p>}
    </details>
  );
}
