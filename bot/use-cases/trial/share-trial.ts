import type { Directory } from "../../domain/organisation.ts";
import { type Trial, trialWeeks } from "../../domain/trial.ts";

/** A finished trial for others to read: what, how long and what was learned; no team, no person, no date. */
export interface SharedTrial {
  what: string;
  solution: string | null;
  citizenReason: Trial["citizenReason"];
  weeks: number;
  hope: string | null;
  learned: string | null;
  worked: Trial["worked"];
  sideGains: string | null;
}

/** The trial without team or person: the names of both are taken out of its words too. */
export function withoutNames(directory: Directory, trial: Trial): SharedTrial {
  const names = namesOf(directory);
  const plain = (text: string | null) => (text === null ? null : withoutAll(names, text));
  return {
    what: plain(trial.what) ?? "",
    solution: trial.solutionId === null ? null : (directory.solutions.get(trial.solutionId)?.name ?? null),
    citizenReason: trial.citizenReason,
    weeks: trialWeeks(trial),
    hope: plain(trial.hope),
    learned: plain(trial.learned),
    worked: trial.worked,
    sideGains: plain(trial.sideGains),
  };
}

/** A text without the names of teams, areas and people. */
export function withoutNamesIn(directory: Directory, text: string): string {
  return withoutAll(namesOf(directory), text);
}

function withoutAll(names: readonly RegExp[], text: string): string {
  return names.reduce((left, pattern) => left.replace(pattern, "…"), text);
}

/** The words of a name that are names themselves: "Nord" of "Hjemmeplejen Nord, dag", but not "dag". */
export function properWords(name: string): string[] {
  return name.split(/[^\p{L}]+/u).filter((word) => /^\p{Lu}\p{L}{2,}$/u.test(word));
}

/** Made once for each directory: a municipality has thousands of names. */
const known = new WeakMap<Directory["people"], RegExp[]>();

function namesOf(directory: Directory): RegExp[] {
  const found = known.get(directory.people) ?? [
    patternOf(
      [...directory.areas.values(), ...directory.teams.values(), ...directory.people.values()]
        .map(({ name }) => name)
        .filter((name) => /\s/.test(name)),
      "giu",
    ),
    // A single word is a name when it is written as one, or in capitals: "Bo" lives here, "vi bor her" does not.
    patternOf(
      [
        ...[...directory.areas.values()].map(({ name }) => name),
        ...[...directory.teams.values()].flatMap(({ name }) => [name, ...properWords(name)]),
        ...[...directory.people.values()].flatMap(({ name }) => [name.split(" ")[0] ?? name, ...properWords(name)]),
      ].flatMap((name) => [name, name.toLocaleUpperCase("da")]),
      "gu",
    ),
  ];
  known.set(directory.people, found);
  return found;
}

/** Also in the genitive. Longest first, so that "Hjemmeplejen Nord, dag" is not left as ", dag". */
export function patternOf(names: readonly string[], flags: string): RegExp {
  const escaped = [...new Set(names)]
    .filter((name) => name.length > 1)
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  if (escaped.length === 0) return /(?!)/g;
  return new RegExp(`(?<!\\p{L})(?:${escaped.join("|")})(?:['’]?[sS]|['’])?(?!\\p{L})`, flags);
}
