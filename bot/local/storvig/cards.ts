import { addDays, localDate, localInstant } from "../../domain/calendar.ts";
import type { Instant } from "../../domain/organisation.ts";
import type { Store } from "../../store/store.ts";
import { loadDirectory } from "../../use-cases/load-directory.ts";
import { type GivenCard, keepSolutionCard } from "../../use-cases/solution-card/solution-card.ts";

type Written = Omit<GivenCard, "confirmed">;

/** What the managers have written about three solutions, two of which solve the same task. */
const cards: readonly Written[] = [
  {
    solutionId: "skaermbesoeg",
    task: "Se til borgeren i eget hjem",
    goodFor: "Korte besøg, hvor der skal ses og tales, og ikke gøres noget med hænderne",
    requestedBy: "Hjemmeplejen",
    benefits: {
      citizen: {
        what: "Mere frihed: Besøget kommer til tiden, og ingen skal låse op",
        owner: "Områdelederen",
        zero: "Et besøg kunne komme to timer før eller efter",
        target: "Besøget kommer inden for ti minutter",
        method: "Kaldets tidspunkt i journalen",
        on: "2027-03-01",
      },
      staff: { what: "Færre timer bag rattet", owner: "Centerchefen" },
      economy: { what: "Frigjort køretid", zero: "0 timer", target: "100 timer om måneden", method: "Rutens minutter" },
    },
    drawbacks: "Den, der ikke kan høre eller se skærmen, får mindre ud af besøget. Et sår kan ikke vurderes sikkert.",
    workflow: "Besøget ligger på ruten i stedet for et kørt besøg og ikke oven i.",
    road: "mainRoad",
    replaces: "kørte besøg",
    replacesUntil: "2027-06-30",
    helper: "De digitale navigatører i Sundhed",
  },
  {
    solutionId: "tilsyn",
    task: "Se til borgeren",
    goodFor: "Tilsyn om natten uden at vække nogen",
    requestedBy: "Plejecentrene",
    benefits: { citizen: { what: "En hel nats søvn", owner: "Plejecenterlederen", target: "Færre opvågninger" } },
    drawbacks: "Sensoren giver falske alarmer, og nogle bliver utrygge, når der ikke kommer nogen.",
    road: "sideRoad",
    replaces: "de faste runder om natten",
  },
  {
    solutionId: "medicindispenser",
    task: "Medicin til tiden",
    goodFor: "Borgere, der selv kan tage medicinen, når de bliver mindet om den",
    requestedBy: "Sygeplejen",
    benefits: { citizen: { what: "Selv at have hånd om sin medicin" }, staff: { what: "Færre korte ture om aftenen" } },
    drawbacks: "Det tager tid at fylde den op, og der er ingen at ringe til efter kl. 16.",
    road: "sideRoad",
    helper: "Hjælpemiddeldepotet",
  },
];

/** Storvig's cards, through the use case. */
export async function writeCards(store: Store, tenantId: string, now: Instant): Promise<void> {
  const directory = await loadDirectory(store, tenantId);
  const [manager] = directory.rolesByScope.get("*")?.filter(({ role }) => role === "manager") ?? [];
  if (manager === undefined) return;
  const at = localInstant(addDays(localDate(now), -30), 10);
  const errand = { store, directory, actor: { tenantId, personId: manager.personId }, now: at };
  for (const card of cards) await keepSolutionCard(errand, { ...card, confirmed: false });
}
