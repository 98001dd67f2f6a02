import { type Named, namedIn, placesIn, saidWords } from "./figure-names.ts";
import { meaning, nearest, slipsBetween } from "./words.ts";

/** What somebody may ask figures about: what they see, by all its names. */
export interface FigureNames {
  solutions: readonly Named[];
  areas: readonly Named[];
  teams: readonly Named[];
  /** They manage: what waits for them, and what is new, are questions too. */
  isManager: boolean;
}

/**
 * What is asked: how it goes with a solution, in a place or everywhere; what waits; what is new; what is in the way across solutions; or
 * when the old way ends.
 */
export interface FigureQuestion {
  of: "figures" | "waiting" | "news" | "causes" | "closing";
  solutionId: string | null;
  /** Several where one word names several areas; none for everything. */
  areaIds: readonly string[];
  teamId: string | null;
}

const keyWords = meaning<string>([
  ["hvordan hvordna hvorden", "how"],
  ["hvad hva hvilke hvilken hvor hvorfor hvornår hvem how what which where", "what"],
  [
    `status tal tallet tallene figur udvikling udviklingen tendens fremgang fremskridt udbredelse udbredelsen overblik andel andelen
    niveau niveauet stiger falder kurve maal maalet daarligt skidt godt figures usage progress trend numbers share target`,
    "figure",
  ],
  ["bruger bruges brug brugen bruge brugt anvendes anvender use used using", "figure"],
  ["venter vente waiting waits mangler haster kræver kræve", "waits"],
  ["løftet løft løfter lifted stilling beslutte decide advarsler", "waits"],
  [
    "nyt nyheder news new sket ændret ændringer rykket flyttet besluttet beslutning beslutninger decided decisions changed moved happened",
    "new",
  ],
]);

/** Small words that a question is made with; they say nothing of what it is about. */
const filling = new Set(
  `det de den der som med for i paa om til af hos ved ude inde her nu lige saa mon jeg vi os mig min mit mine vores du kan vil skal er har
  haa faar give giv gerne sig siden sidst sidste uge ugen ugens denne maaned maaneden teams team teamet teamene alle hele kommunen omraade
  omraadet omraader distrikt distriktet afdeling afdelingen enhed enheden loesning loesningen loesningerne bedre daarligere fremad gaar gaa
  gaat gik staar staa kommet langt mange meget mest mindst naaet se vis vise fortael hej hejsa tak dag godmorgen ombord lige venligst noget
  nogen ting stort og eller en et at blevet bliver blive fast del hverdagen hverdag folk medarbejderne lederne svar svaret the of in with my
  our is are going doing it at a an to for on since last time and me there any anything does do we so far please show tell about s tage skulle ud ser saadan stoerste stoerst flest typisk oftest snart does sag
  sager sagen opgave opgaver taget tog endnu stadig lige fortalt sige siger gerne bare hvis`.split(/\s+/),
);
function isFilling(word: string): boolean {
  return filling.has(word) || longFilling.some((known) => slipsBetween(word, known) !== null);
}
const longFilling = [...filling].filter((word) => word.length >= 4);

/** Words with which it is about something else than figures. */
const otherwise =
  /^(ikke|driller|drille|virker|fejl|nede|syg|sygt|ferie|vaek|vagt|borger|borgeren|borgere|hjaelp|stop|fravaer|mind|spring|not|broken|down|sick)$/;

/**
 * The question about figures that a message is; null for anything else. A solution with or without a place is one by itself; a
 * place, what waits and what is new need a word that asks. Pure.
 */
export function figuresAsked(said: string, names: FigureNames): FigureQuestion | null {
  const words = saidWords(said);
  if (words.length === 0 || words.length > mostWords) return null;
  if (names.isManager && asksWhoIsSilent(words)) return silentIn(words, names);
  const isInTheWay = isInTheWayAsked(words, names);
  const isOther = isInTheWay ? words.filter((word) => !inTheWay.test(word)) : words;
  if (isOther.some((word) => otherwise.test(word))) return null;
  const keys = words.map((word) => nearest(word, keyWords)?.meaning ?? null);
  // A word that asks names nothing.
  const isClosing = asksWhenClosed(words);
  const isAsking = (word: string) => says(word, names) || (isClosing && oldWayWord(word) !== null);
  const asking = new Set(words.flatMap((word, at) => (isAsking(word) ? [at] : [])));
  const [solution, ...others] = namedIn(words, names.solutions, asking);
  const taken = new Set([...asking, ...(solution?.at ?? [])]);
  const places = placesIn(words, names.areas, taken);
  const team = teamIn(words, names.teams, { taken, places: places.length === 0 ? 0 : (places[0]?.score ?? 0) });
  const placed = team === null ? places : [team];
  const named = new Set([...(solution?.at ?? []), ...placed.flatMap(({ at }) => at)]);
  const isLeft = (word: string) =>
    !isFilling(word) && !inTheWay.test(word) && !(isClosing && oldWayWord(word) !== null);
  const left = words.filter((word, at) => !named.has(at) && keys[at] === null && isLeft(word));
  const isKey = keys.some((key, at) => key !== null && !named.has(at));
  const isAsked = isKey || isClosing || isInTheWay || said.includes("?");
  const where = { areaIds: team === null ? places.map(({ id }) => id) : [], teamId: team?.id ?? null };
  if (others.length > 0 || left.length > (isAsked ? mostUnknown : 0)) return null;
  if (isClosing && team === null && (solution !== undefined ? left.length === 0 : saysOldWay(words)))
    return { of: "closing", solutionId: solution?.id ?? null, ...where };
  if (solution !== undefined) return { of: "figures", solutionId: solution.id, ...where };
  if (!isAsked) return null;
  const plain = { solutionId: null, ...where };
  if (names.isManager && left.length === 0) {
    if (team === null && isInTheWay) return { of: "causes", ...plain };
    if (keys.includes("waits")) return { of: "waiting", ...plain };
    if (keys.includes("new") || words.some((word) => word === "sidst")) return { of: "news", ...plain };
  }
  const isHow = keys.includes("how") || keys.includes("figure");
  return isHow && left.length === 0 && (placed.length > 0 || names.isManager) ? { of: "figures", ...plain } : null;
}

/** Whether the word asks, or is one that a question is made with, and is no part of a name as it stands: "skal" is no school. */
function says(word: string, names: FigureNames): boolean {
  return keyWords.has(word) || (filling.has(word) && !wordsOf(names).has(word));
}

/** Every word of every name, made once for each list. */
function wordsOf({ solutions, areas, teams }: FigureNames): ReadonlySet<string> {
  const known = nameWords.get(teams);
  if (known !== undefined) return known;
  const made = new Set([...solutions, ...areas, ...teams].flatMap(({ names }) => names.flatMap(saidWords)));
  nameWords.set(teams, made);
  return made;
}
const nameWords = new WeakMap<readonly Named[], ReadonlySet<string>>();

/** When the old way ends: what is said of it, that it does, and when. */
const oldWayWords = meaning<"old" | "way" | "closes" | "day">([
  ["gamle gammel gammelt old", "old"],
  ["måde måden måder way", "way"],
  [
    "luk lukke lukker lukkes lukket slut slutte slutter ophører forsvinder udfases close closes closed end ends ending",
    "closes",
  ],
  ["lukkedato lukkedatoen lukkedag lukkedagen", "day"],
]);
const oldWayWord = (word: string) => nearest(word, oldWayWords)?.meaning ?? null;

function saysOldWay(words: readonly string[]): boolean {
  const said = words.map(oldWayWord);
  return said.includes("day") || (said.includes("old") && said.includes("way"));
}

/** "Hvornår lukker den gamle måde", also "hvornår lukker … i journalen". */
function asksWhenClosed(words: readonly string[]): boolean {
  const said = words.map(oldWayWord);
  if (said.includes("day")) return true;
  const isWhen = words.some((word) => word === "when" || nearest(word, whenWord) !== null);
  return (said.includes("closes") && (isWhen || saysOldWay(words))) || (isWhen && saysOldWay(words));
}
const whenWord = meaning([["hvornår", "when"]]);

const inTheWay =
  /^(driller|drille|drilelr|dirller|problem|problems|problemer|problemet|problemerne|boevl|boevler|barriere|barrierer|barriererne|barriers|udfordring|udfordringer|udfordringen|udfordringerne|way)$/;
const questionWord = /^(hvad|hvilke|hvor|hvorfor|hvordan|what|which|why|how)$/;

/** "Hvad driller med journalen": a manager reports nothing, and what is in the way is part of the answer. */
export function isInTheWayAsked(words: readonly string[], { isManager }: Pick<FigureNames, "isManager">): boolean {
  const isAsked = beginsToAsk(words, questionWord) || isThereAny.test(words.join(" "));
  return isManager && isAsked && words.some((word) => inTheWay.test(word)) && !asksWhenClosed(words);
}

const isThereAny = /^(\p{L}+ ){0,2}(er der|driller der|is there|are there|any) /u;

/** Whether one of the first words asks, after a greeting at most. */
function beginsToAsk(words: readonly string[], asking: RegExp): boolean {
  return words.slice(0, greetingWords + 1).some((word) => asking.test(word));
}
const greetingWords = 2;

/** "Hvem har ikke svaret": they stand among what waits. */
function asksWhoIsSilent(words: readonly string[]): boolean {
  const isAboutAnswers = words.includes("ikke") && words.some((word) => /^(svaret|svarer|svart)$/.test(word));
  return isAboutAnswers && beginsToAsk(words, /^(hvem|hvilke|hvor)$/);
}

function silentIn(words: readonly string[], names: FigureNames): FigureQuestion {
  const taken = new Set(words.flatMap((word, at) => (says(word, names) || word === "ikke" ? [at] : [])));
  const areaIds = placesIn(words, names.areas, taken).map(({ id }) => id);
  return { of: "waiting", solutionId: null, areaIds, teamId: null };
}

/** Longer messages are stories. */
const mostWords = 14;
/** Words that are not understood, in what is plainly a question. */
const mostUnknown = 1;

/** A team is meant where its whole name is written, and fits better than any area. */
function teamIn(
  words: readonly string[],
  teams: readonly Named[],
  { taken, places }: { taken: ReadonlySet<number>; places: number },
) {
  const [team, ...others] = namedIn(words, teams, taken);
  return team !== undefined && others.length === 0 && team.score > places + 2 ? team : null;
}
