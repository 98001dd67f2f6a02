import { afterI, months, relative, weekdays, weekWords } from "./date-vocabulary.ts";
import { phraseWords } from "./phrases.ts";
import { distance, folded, isOrdinary, single } from "./words.ts";

// Long words that a thumb left a slip in, put right before anything is read from them.

/** Words that sentences are known by, beside those of the known phrases and of dates. */
const telling =
  `virker virkede fungerer driller drillede langsom langsomt haenger fryser boevler problem problemer fejler fejlmelding
  svigter stopper forkert ustabil ustabilt borger borgeren borgere beboer beboeren patient patienten citizen citizens resident fritaget
  oensker naegter afviser refuses fravaelger spring springe springer stedfortraeder stedfortraederen oplaering adgang internet
  internettet netvaerket udfordringer tekniske teknikken systemet computer computeren telefonen tabletten skaermen printeren hjaelp
  aendringer aendret forskel difference changed nothing working broken freezing crashing crasher driving training calling
  tilbage retur arbejde arbejdet startet starter begynder raskmeldt recovered return ferie ferieuge sommerferie juleferie vinterferie efteraarsferie
  vinterferien efteraarsferien juleferien paaskeugen paaskeferien feriefri feriefridag feriefridage barsel barslen barselsorlov orlov orloven foraeldreorlov
  sygemeldt sygemelder sygemelding sygedag sygedage delvist fravaer fravaerende bortrejst afspadsering afspadserer afspadsere omsorgsdag
  omsorgsdage fridag kursus lederkursus kurser uddannelse lederuddannelse diplomuddannelse seminar konference temadag begravelse
  influenza hovedpine forkoelet lungebetaendelse migraene karantaene hospitalet indlagt ledermoede vacation holiday conference
  christmas december maternity parental weekenden udgangen resten ubestemt perioden desvaerre mellem naeste hele foerste sidste maaned maaneder
  paamindelse paamind remind reminder spoerg spoerge spoerges hellere senere udsaet udskyd postpone vender vente svarer svarede trykkede trykke
  trykket fortryd fortryder mistake rigeligt foretraekker travlt optaget tidspunkt daarligt moede hvordan hvorfor hvornaar forstaar
  hilsen tomorrow monday tuesday wednesday thursday friday saturday sunday ungerne boernene begge laengere igennem registreret meldte sidder gaaet
  problemet svarene barrierer stykker oplever ligesom everything trouble problems outlook register registrer torsdags mandags tirsdags onsdags fredags fjorten fjortende haenderne haender maaneden kodeord fejlen systemfejl teknisk doejer kaemper mangler logger haandterer sjaeldnere hverdag indtil fraregnet`.split(
    /\s+/,
  );

const shortest = 6;
const known: ReadonlySet<string> = new Set(
  [
    ...telling,
    ...phraseWords(),
    ...months.keys(),
    ...weekdays.keys(),
    ...relative.keys(),
    ...afterI.keys(),
    ...weekWords,
  ]
    .map(folded)
    .filter((word) => word.length >= 4),
);
const long = [...known].filter((word) => single(word).length >= shortest - 1 && word.length >= shortest);

/** The folded text with its long words put right; the same text where nothing had to be. */
export function spelled(text: string): string {
  return text.replaceAll(/[\p{L}']{5,}/gu, (word) => {
    if (known.has(word) || isOrdinary(word)) return word;
    const meant = long.filter((one) => isSlip(word, one));
    return meant.length === 1 ? (meant[0] ?? word) : word;
  });
}

/** One letter too many, too few, or in the wrong place; another letter only in a long word, and an ending is no slip. */
function isSlip(written: string, meant: string): boolean {
  if (written[0] !== meant[0] && written[1] !== meant[0] && written[0] !== meant[1]) return false;
  // "Tilbaage": a letter twice, that reads as another once it is doubled.
  if (once(written) === once(meant) && written.length > meant.length) return true;
  const a = single(written);
  const b = single(meant);
  if (Math.abs(a.length - b.length) > 1 || distance(a, b, 1) > 1) return false;
  if (a.startsWith(b)) return a.at(-1) === b.at(-1);
  if (b.startsWith(a)) return b.length >= 8;
  const isOther = a.length === b.length && [...a].sort().join("") !== [...b].sort().join("");
  return !isOther || a.length >= 8;
}

function once(word: string): string {
  return word.replaceAll(/(\p{L})\1/gu, "$1");
}
