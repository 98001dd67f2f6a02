import type { SpokenContext, Understood } from "./intent.ts";
import { folded, slipsBetween, stemOf } from "./words.ts";

// Whether something is in the way, or somebody cannot take part.

const citizens =
  /\b((plejehjems|demens)?borger(en|e|ne)?|beboer(en|e|ne)?|patient(en|er|erne)?|paaroerende|aeldre (dame|mand|kvinde|herre)|(den|en|aeldre) aeldre|citizens?|residents?|patients?)\b/;
const cannot =
  /\bhverken\b|\b(kan|vil|har|toer|oensker|forstaar|magter|bruger) (\S+ ){0,2}ikke\b|\b(kan ikke|kan hverken|kan kun|vil ikke|oensker ikke|tør ikke|toer ikke|har ikke|ikke kan|ikke vil|ikke har|har ingen|uden|kommer ikke|naegter|afviser|svaert ved|refuses|struggles|magter ikke|forstaar ikke|mangler|cannot|can't|cant|can not|does not|doesn't|will not|won't|has no|without|unable|siger nej|sagde nej|takker nej|fritaget|undtaget|fravalgt|fravaelger|oensker det ikke|kan ikk|er ikke i stand|magter|toer|tager ikke|bryder sig ikke|bange for|utryg|forstaar det ikke|refused|declines?|says no|exempt|afraid|won't|don't want|not able|for (dement\w*|syg|gammel|svag\w*|forvirret|daarligt)|dement\w*|blind|doev|hoerehaemmet|analfabet|ikke digital\w*|ikke-digital\w*|kun telefon|no phone|not digital)\b|\bikke[- ]digital\w*/;

const reported =
  /^(jeg |vi )?(vil |skal |kan |jeg |gerne |lige )*(meld|melde|noter|notere|registrer|registrere|opret|oprette|indberet|skriv|report|register|note|add)( om)?( en| a| ny| nye| new)* (borger|borgersag|borgernote|beboer|citizen|resident)\b/;

/** Somebody cannot take part: what stands in the way of them is chosen on the form, never taken from the words. */
export function citizenIn(text: string): Understood | null {
  const isCitizen = (citizens.test(text) && cannot.test(text)) || reported.test(text.trim());
  return isCitizen ? { kind: "citizen", isCertain: false } : null;
}

const troubles =
  /\b(udfordr\w*|umulig\w*|halvt|bryder af|ryger|roeget|sidder fast|forkert\w*|logger (mig|os|af)|logs? (me|us)|utryg\w*|i sort|vaek|udloebet|can't access|not responding|no access|doede|gaaet|gammel|for gamle|oplever|unreliable|failing|freezing|crashing|lost|missing|i staa|daarlig\w*|elendig\w*|ustabil\w*|lagger|hakkende|doejer|doejet|kaemper|kaempet|slaas med|svigt\w*|frosset|froes|hang|hakkede|ude af drift|ingen (lyd|billede|forbindelse|net|daekning|adgang|stroem)|intet (billede|signal|net)|ikke (faaet )?adgang|mistet (forbindelsen|adgangen?)|svaert ved|finde ud af|ved ikke hvordan|keeps?|fail\w*|hang(s|ing)?|unstable|laggy|lags|offline|disconnect\w*|locked out|laast (ude)?|spaerret|udloebet|sort skaerm|knaekket|itu|stykker|aflad\w*|tosset|smider (mig|os) (af|ud))\b|\b(virkede|virket|fungerede|fungeret|loader|reagerer|laaser|holder|dækker|daekker|loader|lyser|gaar|forbinder|synkroniserer|lader|taender|viser|sender|ringer|kan) (\S+ )?ikke\b|\bikke (virket|fungeret|virke|fungere|aabne|starte|logge)\b|\btil at virke\b|\b\b(drill\w*|boevl\w*|besvaer\w*|fejl\w*|nede|ned|\w*langsomt?|drilleri\w*|haenger|hakker|fryser|crasher|gaar ned|lukker ned|i stykker|fejler|ikke tid|ingen tid|ikke komme|problem\w*|barriere\w*|noget galt|bryder sammen|brudt sammen|logge ind|logge paa|login|mangler|wrong|down|slow|broken|crash\w*|error\w*|trouble\w*|issue\w*|stuck|in the way|acting up|doed|stopper|staar stille|larmer|forsvind\\w*|forsvundet|afbryd\\w*|dead|frozen|freez\\w*|stops|stopped)\b|\b(kan|vil|virker|fungerer|dur|svarer|opdaterer|gemmer|starter|aabner) (slet |stadig |bare |overhovedet )?ikke\b|\b(does not|doesn't|cannot|can't|won't|isn't|not) (work|open|load|save|start|log|working)\w*/;
const nothingWrong =
  /\b(intet|ingenting|ikke noget|ingen|nothing|no|ikke laengere|ikke mere|no longer)\b.{0,24}\b(drill\w*|problem\w*|fejl|boevl|trouble|issues?|wrong)\b|\bdriller ikke\b/;
/** What people work with beside the solutions that are asked about. */
const things =
  /\b(net|nettet|internettet|netvaerket|wifi|wi-fi|computer\w*|pc'?\w*|tablet\w*|ipad\w*|telefon\w*|mobil\w*|skaerm\w*|printer\w*|system\w*|app|appen|apps|program\w*|login|robot\w*|noegle\w*|adgangskode\w*|kode(n|r)|kodeord\w*|forbindelse\w*|signal\w*|batteri\w*|teknik\w*|opkobling\w*|udstyr\w*|laptop|maskinen|password|mitid|server\w*|skaermen|kamera\w*|lyden|mikrofon\w*|sensor\w*|alarm\w*|opdatering\w*|licens\w*|bruger\w*navn\w*|vpn|teams|outlook|kald\w*|tavle\w*|internet|network|phone\w*|screen\w*)\b/;
const troubling =
  /^(nu )?(alt|det hele|alting|everything) (staar|er|gaar|has|is) (bare )?(stille|i staa|gaaet|stopped|stuck|brudt)\b|^(der|noget|something|et eller andet)\b.{0,24}\b(galt|forkert|underligt|mystisk|wrong|off|boevl\w*|knas|drilleri\w*)\b|\b(ikke (noget|nogen)|intet|ingen|no) (internet|net|wifi|forbindelse|daekning|lyd|billede|stroem|connection|signal)\b|^(noget )?(system|tekniske?|it)[ -]?(fejl|problem\w*|bøvl|boevl|nedbrud|udfordring\w*)\b|^(vi |jeg )?(oplever|har|faar) (nogle |lidt |mange |en |et )?(\S+ )?(fejl|problem\w*|udfordring\w*|boevl|nedbrud|issues?|trouble)\b|^det gaar ikke\b|^(det|der) er (noget |lidt |meget |en del |tit )?(boevl|rod|knas|kaos|oev|vroevl|besvaerlig\w*)\b|^boevl\b|\bkan ikke log\w* (ind|paa)\b|^we have (a |some |an )?(\S+ )?(problem|issue)s?\b|\b(intet|ingenting|nothing) (virker|fungerer|works|working)\b|^(nu )?(alt|det hele|alting|det|den|everything|it|it's|all)( er| is)?( helt| bare| hele tiden| super| meget| saa)* (er )?(nede|haenger|langsomt?|gaaet ned|driller|fejler|gaar ned|slow|down|broken|fryser|lagger|stuck|frozen)\b|\b(meld|melde|rapportere?|indberette?|report) (om )?(lige )?(en |et |a |an )?(\S+ )?(fejl|problem\w*|barriere|udfordring\w*|noget|error|issue|bug)\b|^fejlmelding|\b(ikke|not) (virker|fungerer|works?)\b|\bkan (slet |stadig |bare )?ikke komme paa\b|\b(laast|smidt) ude?\b|\b(noget|something)\b.{0,12}\b(drill\w*|wrong|in the way)|\bdriller\b|\bdrilelr\b|\bdirller\b|\bdrillr\b|\bdriler\b|\bdrillerr\b/;

/** Something that is named does not work, or something teases, whatever it is. */
export function barrierIn(text: string, { solutions }: SpokenContext): Understood | null {
  if (nothingWrong.test(text)) return { kind: "checkIn", isCertain: false };
  const solutionId = solutionIn(text, solutions);
  const isTroubled =
    troubles.test(text) || text.split(/[^\p{L}]+/u).some((word) => slipsBetween(word, "driller") !== null);
  if ((solutionId !== null || things.test(text)) && isTroubled)
    return { kind: "barrier", solutionId, isCertain: false };
  if (solutionId !== null && isComplaint(text)) return { kind: "barrier", solutionId, isCertain: false };
  const isPlain =
    troubling.test(text) ||
    /\b(virker|fungerer) (slet |stadig |bare )?ikke\b|\b(doesn't|does not|not) work(ing)?\b/.test(text) ||
    /\bnoget (er |virker )?(helt |rivende )?(galt|forkert|underligt|i stykker)\b/.test(text) ||
    /\bkan (slet |stadig |bare )?ikke (logge (ind|paa)|komme ind)\b|\b(can't|cannot|can not) (log|sign|get) (in|on)\b/.test(
      text,
    );
  return isPlain || (isTroubled && /^noget\b|^something\b/.test(text))
    ? { kind: "barrier", solutionId: null, isCertain: false }
    : null;
}

/** Where a solution is named, a short statement without a good word in it is most likely what is in the way of it. */
function isComplaint(text: string): boolean {
  const words = text.split(/[^\p{L}\p{N}']+/u).filter((word) => word !== "");
  return words.length >= 2 && words.length <= 10 && !good.test(text) && !/\?\s*$/.test(text);
}
const good =
  /\b(god|godt|gode|fin|fint|fine|dejlig\w*|glad|glade|elsker|tak|super|perfekt|virker|fungerer|koerer|klar|kommer|starter|bruger|bruges|udrulning|moede|kursus|kurset|oplaering|undervisning|ferie|tilbage|uge|dag|morgen|mandag|tirsdag|onsdag|torsdag|fredag|hvad|hvem|hvor|hvordan|hvornaar|naar|hvis|if|when|husk|spoerg|status|hver|every|great|good|nice|works|working|likes?|love|uses?|using|we use|sidst|skal|ny|nye|snart|meget bedre|bedre|hjaelper|hjaelp)\b/;

/** The one solution that is named, in whatever form the word takes; null for none and for several. */
function solutionIn(text: string, solutions: SpokenContext["solutions"]): string | null {
  const words = folded(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= 3)
    .map(stemOf);
  const found = solutions.filter(({ names }) => names.some((name) => isNamed(words, name)));
  return found.length === 1 ? (found[0]?.id ?? null) : null;
}

function isNamed(words: readonly string[], name: string): boolean {
  const parts = folded(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part.length >= 4 || /\d/.test(part))
    .map(stemOf);
  return (
    parts.length > 0 && parts.every((part) => words.some((word) => word === part || slipsBetween(word, part) !== null))
  );
}
