import type { ImportAnswer } from "../../../bot/api/contract.ts";
import { Checkbox } from "../../components/checkbox.tsx";
import { useOperationsText } from "./words.ts";

type Proposal = ImportAnswer["proposals"][number];

interface ProposalsProps {
  proposals: readonly Proposal[];
  /** Ids of the new teams of which somebody has said that they are new. */
  refused: readonly string[];
  onChange: (refused: readonly string[]) => void;
}

/** Teams that seem to be the same under another id: what they have follows, unless somebody says no. */
export function Proposals({ proposals, refused, onChange }: ProposalsProps) {
  const words = useOperationsText().import;
  if (proposals.length === 0) return null;
  return (
    <fieldset className="choices notice">
      <legend className="strong">{words.proposalsTitle}</legend>
      <p>{words.proposalsIntro}</p>
      {proposals.map(({ team, replaces, because }) => (
        <Checkbox
          key={team.id}
          checked={!refused.includes(team.id)}
          label={`${words.proposal(
            team.name,
            replaces.map(({ name }) => name),
          )} (${words.because[because]})`}
          onChange={(_, { checked }) =>
            onChange(checked === true ? refused.filter((id) => id !== team.id) : [...refused, team.id])
          }
        />
      ))}
    </fieldset>
  );
}

/** What is said yes to, by the new team's id. */
export function movesIn(proposals: readonly Proposal[], refused: readonly string[]): Record<string, string[]> {
  const agreed = proposals.filter(({ team }) => !refused.includes(team.id));
  return Object.fromEntries(agreed.map(({ team, replaces }) => [team.id, replaces.map(({ id }) => id)]));
}
