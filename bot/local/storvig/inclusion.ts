import { addDays, localDate, localInstant } from "../../domain/calendar.ts";
import type { Directory, Instant } from "../../domain/organisation.ts";
import { askedFor, navigatorsOf } from "../../domain/permissions.ts";
import type { InclusionPrinciple } from "../../domain/vocabulary.ts";
import type { Store } from "../../store/store.ts";
import type { Actor } from "../../use-cases/actor.ts";
import { keepCriteria } from "../../use-cases/citizen/criteria.ts";
import { keepFieldStudy, tryIdea } from "../../use-cases/citizen/field-studies.ts";
import { loadDirectory } from "../../use-cases/load-directory.ts";
import { changeTrial } from "../../use-cases/trial/run-trial.ts";
import { teams } from "./organisation.ts";

// What Storvig Kommune has agreed and learned about citizens. Everything in it is made up.

interface Agreement {
  solutionId: string;
  digital: string;
  hybrid?: string;
  analogue: string;
  decider: string;
  principles: InclusionPrinciple[];
  /** How it was before. */
  before?: string;
}

const agreements: readonly Agreement[] = [
  {
    solutionId: "skaermbesoeg",
    before: "Borgeren har en tablet",
    digital: "Borgeren kan høre og se skærmen og er tryg ved den",
    hybrid: "Besøget handler både om en samtale og om noget, der skal gøres med hænderne",
    analogue: "Borgeren bliver utryg, eller det er første besøg",
    decider: "Visitator sammen med teamet",
    principles: ["consequences", "helpCitizen", "helpHelpers", "alternatives"],
  },
  {
    solutionId: "medicindispenser",
    digital: "Borgeren kan se og høre, at medicinen er klar",
    analogue: "Medicinen ændrer sig hver uge",
    decider: "Sygeplejen",
    principles: ["consequences", "alternatives"],
  },
  {
    solutionId: "booking",
    digital: "Borgeren har MitID og finder en tid selv",
    hybrid: "Borgeren vil gerne bestille selv, men har brug for hjælp første gang",
    analogue: "Borgeren ringer. Så finder vi en tid sammen",
    decider: "Den, der tager telefonen",
    principles: ["forAll", "understandable", "helpCitizen", "alternatives"],
  },
];

interface Study {
  solutionId: string;
  daysAgo: number;
  using: string;
  notUsing: string;
  idea: string;
  /** What came of the idea. */
  learned?: string;
}

const studies: readonly Study[] = [
  {
    solutionId: "skaermbesoeg",
    daysAgo: 75,
    using: "Det er rart at kende den, der ringer op.",
    notUsing: "Skærmen stod i et hjørne med modlys, så man kunne ikke se noget.",
    idea: "Flyt skærmen, og ring op på samme tid hver dag",
    learned: "Fire ud af fem blev ved, da opkaldet kom på samme tid.",
  },
  {
    solutionId: "digital-traening",
    daysAgo: 40,
    using: "Det er sjovere at være to om det.",
    notUsing: "Skriften er for lille, og man ved ikke, om man gør det rigtigt.",
    idea: "Et træningshold hver tirsdag med to tablets",
  },
  {
    solutionId: "booking",
    daysAgo: 12,
    using: "Det er nemt, når man har prøvet det én gang sammen med nogen.",
    notUsing: "Man ved ikke, hvad man skal kalde det, man fejler.",
    idea: "Vis det i venteværelset, mens folk alligevel sidder der",
  },
];

interface Scene {
  store: Store;
  tenantId: string;
  now: Instant;
  /** An id that is the same for the same moment. */
  idAt: (at: Instant, ...words: string[]) => string;
}

/** What navigators have agreed for the whole, and what leaders have learned by visiting and tried. */
export async function agreeAndVisit({ store, tenantId, now, idAt }: Scene): Promise<void> {
  const directory = await loadDirectory(store, tenantId);
  const back = (days: number) => localInstant(addDays(localDate(now), -days), 13);
  const errandOf = (actor: Actor, at: Instant) => ({ store, actor, directory, now: at });
  const [manager] = directory.rolesByScope.get("*")?.filter(({ role }) => role === "manager") ?? [];
  const chief: Actor = { tenantId, personId: manager?.personId ?? "" };
  for (const { before, ...agreed } of agreements) {
    const given = { ...agreed, area: "*", confirmed: false };
    const earlier = { solutionId: agreed.solutionId, area: "*", principles: [], confirmed: false };
    if (before !== undefined) {
      await keepCriteria(errandOf(chief, back(200)), { ...earlier, digital: before, since: localDate(back(200)) });
    }
    await keepCriteria(errandOf(chief, back(90)), { ...given, since: localDate(back(90)) });
  }
  for (const { daysAgo, solutionId, learned, ...texts } of studies) {
    const at = back(daysAgo);
    const team = teams.find(({ solutions }) => solutions.includes(solutionId));
    const teamId = team?.id ?? "";
    const leader: Actor = { tenantId, personId: askedFor(directory, teamId, localDate(at))[0] ?? "" };
    const id = idAt(at, "study", solutionId);
    const given = { id, teamId, solutionId, on: localDate(at), ...texts, shareable: true, confirmed: false };
    await keepFieldStudy(errandOf(leader, at), given);
    if (learned === undefined) continue;
    await tryIdea(errandOf(leader, back(daysAgo - 1)), id);
    const navigator = navigatorOf(directory, tenantId, teamId, at);
    const over = errandOf(navigator, back(daysAgo - 15));
    await changeTrial(over, id, { action: "finish", learned, worked: "yes" });
    await changeTrial(over, id, { action: "share", shareable: true });
  }
}

function navigatorOf(directory: Directory, tenantId: string, teamId: string, at: Instant): Actor {
  return { tenantId, personId: navigatorsOf(directory, teamId, localDate(at))[0] ?? "" };
}
