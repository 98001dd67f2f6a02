import { distance, folded } from "./words.ts";

/** What a message may be about that needs no more than its words. */
export const plainKinds = [
  "checkIn",
  "skip",
  "later",
  "asLast",
  "correct",
  "everySecondWeek",
  "everyWeek",
  "status",
  "help",
  "greeting",
  "thanks",
  "back",
  "absence",
  "remind",
  "barrier",
  "citizen",
  "works",
  "worksNot",
  "channel",
  "dialogue",
] as const;
export type PlainKind = (typeof plainKinds)[number];

/** What people write when they write nothing else; `|` parts one from the next. */
const phrases: Record<PlainKind, string> = {
  checkIn: `ugens check-in|check-in|uge|svar|jeg vil gerne svare|jeg vil svare|svar nu|ugens spørgsmål|ugens kort|vis kortet|vis ugens check-in|
    vis check-in|kan du vise ugens check-in|alt er fint|alt kører|alt er godt|det går fint|det går godt|weekly check-in|this week's check-in|week|answer|
    show the card|i want to answer|all good|all is well`,
  skip: `ikke i denne uge|ikke denne uge|spring over|spring ugen over|spring denne uge over|spring den over|spring den her uge over|
    ikke i den her uge|drop denne uge|drop ugen|jeg springer over|jeg springer ugen over|vi springer over|vi springer ugen over|
    det når jeg ikke i denne uge|det når vi ikke i denne uge|vi når det ikke i denne uge|not this week|skip this week|skip|skip it|skip the week|pass|pas|melder pas|hop over`,
  later: `ikke nu|kan ikke nu|jeg kører lige nu|jeg kører|ikke lige nu|senere|lidt senere|har ikke tid|jeg har ikke tid|ingen tid|ikke tid|har ikke tid nu|jeg når det ikke|når det ikke|
    jeg har travlt|har travlt|travlt|travl dag|vent|vent lidt|om lidt|en anden gang|en anden dag|passer dårligt|det passer dårligt|
    det passer ikke nu|spørg igen senere|not now|not right now|later|maybe later|no time|i have no time|i don't have time|
    don't have time|busy|i am busy|i'm busy|another time|not a good time|kan ikke lige nu|jeg kan ikke lige nu|jeg kan ikke nu|can't right now|i can't right now|can't now`,
  asLast: `som sidst|som sidste uge|samme som sidst|det samme som sidst|det samme som sidste uge|det samme som sidste gang|som sidste gang|samme som sidste uge|det samme|samme svar|samme svar som sidst|uændret|ditto|
    ingen ændringer|intet nyt|ikke noget nyt|alt ved det gamle|alt som sidst|same as last|same as last time|same as last week|as last time|
    same|unchanged|no change|no changes|nothing new|the same`,
  correct: `ret svar|ret mit svar|ret svaret|rette svar|jeg vil rette|jeg vil rette mit svar|jeg vil gerne rette mit svar|ændre svar|
    ændr svar|ændre mit svar|jeg svarede forkert|forkert svar|jeg kom til at svare forkert|lav om|fortryd svar|fortryd|correct|
    correct answer|correct my answer|change answer|change my answer|edit answer|edit my answer|i answered wrong|wrong answer|undo`,
  everySecondWeek: `hver anden uge|hver 2. uge|hveranden uge|hver 14. dag|hver fjortende dag|spørg hver anden uge|spørg mig hver anden uge|
    spørg kun hver anden uge|spørg os hver anden uge|kun hver anden uge|jeg vil spørges hver anden uge|jeg vil gerne spørges hver anden uge|
    sjældnere|spørg sjældnere|spørg lidt sjældnere|mindre tit|spørg mindre tit|every second week|every other week|every two weeks|every 2 weeks|biweekly|
    fortnightly|ask every second week|ask every other week|ask me every second week|ask me every other week|less often`,
  everyWeek: `hver uge|hver uge igen|spørg hver uge|spørg hver uge igen|spørg mig hver uge|spørg mig hver uge igen|spørg os hver uge|ugentligt|
    hver eneste uge|en gang om ugen|oftere|spørg oftere|tilbage til hver uge|every week|every week again|weekly|ask every week|
    ask every week again|back to every week|back to weekly|ask me every week|once a week|more often`,
  status: `status|hvad er min status|hvad er status|vis status|min status|hvor står vi|hvordan står det til|hvad gælder|hvad gælder nu|hvad er der i gang|
    hvad venter|hvad venter på mig|hvad har jeg meldt|hvad har vi meldt|hvad er der meldt|what have i reported|my status|show status|what is my status|what's my status|where do we stand|
    what is waiting|what is open`,
  help: `hjælp|hlæp|hjlp|hvad gør du egentlig|hvordan bruger jeg dig|jeg forstår ikke|jeg forstår det ikke|hvad kan man|hjælp mig|hvad kan du|hvad kan du hjælpe med|hvad kan jeg skrive|hvad kan jeg|hvad gør du|hvem er du|hvad er du|hvad er det her|hvad er dette|hvad er det du kan|hvorfor spørger du|hvorfor spørger du mig|hvad er ombord|hvem ser mine svar|hvem kan se mine svar|hvem ser hvad|hvordan virker du|
    hvordan virker det|hvordan gør jeg|hvad nu|kommandoer|menu|start|begynd|vejledning|?|help|help me|what can you do|
    what can i write|what can i say|what do you do|who are you|what is this|who sees my answers|who can see my answers|how does this work|how do you work|commands|begin`,
  greeting: `hej|halløjsa|hejsan|hey hey|hejsa|hej hej|hej igen|hej med dig|hej du|halløj|hallo|goddag|godmorgen|god morgen|god dag|god aften|davs|dav|mojn|hi|
    hi there|hello|hey|good morning|good afternoon|good day`,
  thanks: `tak|takker|mange tak|tusind tak|tak for det|tak for hjælpen|tak skal du have|tak for nu|tak og farvel|super|supert|fint|ok|okay|okey|oki|
    perfekt|fedt|godt|dejligt|skønt|cool|top|sådan|modtaget|det er i orden|i orden|alt i orden|det er fint|fint nok|det lyder godt|god weekend|god ferie|
    glædelig jul|godt nytår|vi ses|farvel|hav en god dag|jo tak|ja tak|thanks|thank you|thanks a lot|thanks for the help|thanks for your help|many thanks|thx|ty|great|perfect|
    nice|good|cheers|noted|have a nice day|have a good weekend|bye`,
  back: `jeg er tilbage|tilbage|tilbage igen|jeg er tilbage igen|er tilbage|er tilbage igen|jeg er her igen|her igen|jeg er retur|retur|
    jeg er på arbejde igen|på arbejde igen|tilbage på arbejde|jeg er tilbage på arbejde|tilbage fra ferie|jeg er tilbage fra ferie|
    ferien er slut|ferie slut|tilbage fra orlov|tilbage fra barsel|jeg er rask|rask|rask igen|jeg er rask igen|raskmeldt|
    jeg er raskmeldt|jeg er på pletten igen|på pletten igen|på banen igen|jeg er på banen igen|jeg er ikke væk mere|jeg er ikke syg mere|ikke syg mere|
    i am back|i'm back|im back|back|back again|i am back again|back at work|i am back at work|i'm back at work|back from holiday|
    i am well again|well again|i am here again|i'm back from holiday|i am back from holiday|back from vacation|back from leave`,
  absence: `jeg er væk|fravær|ferie|jeg har ferie|jeg er på ferie|meld fravær|jeg vil melde fravær|meld mig væk|meld mig syg|
    jeg vil melde mig syg|i am away|i'm away|away|on holiday|on vacation|on leave|day off|time off`,
  remind: `mind mig|mind mig om det|mind mig igen|giv mig en påmindelse|påmind mig|påmindelse|kan du minde mig om det|
    husk mig på det|remind me|remind me about it|reminder`,
  barrier: `noget driller|driller|barriere|der er noget, der driller|noget der driller|meld noget, der driller|meld noget der driller|
    vi har et problem|der er et problem|jeg har et problem|der er bøvl|bøvl|something is in the way|barrier|problem|
    report a problem|i have a problem|we have a problem|something is wrong|trouble`,
  citizen: `borger|en borger kan ikke være med|borgersag|borgernote|en borger kan ikke|ny borger|borger kan ikke|
    en borger, der ikke kan være med|citizen|a citizen cannot|a citizen can't|a citizen cannot take part`,
  works: `ja|ja det gør det|det gør det|ja det virker|ja, det virker nu|det virker|det virker nu|virker|virker nu|nu virker det|det kører|det kører nu|nu kører det|
    jep det virker|ja den virker|det er løst|løst|alt virker|det virker fint|det virker igen|ja det passer|det passer|jep|jo|ja da|
    yes|yes it works|it works|it works now|works|works now|solved|fixed|it's fixed|it is solved|yes it does|yep`,
  worksNot: `nej|nej stadig ikke|stadig ikke|nej det driller stadig|det driller stadig|driller stadig|det virker ikke|det virker stadig ikke|
    virker ikke|virker stadig ikke|nej det virker ikke|nej det virker stadig ikke|ikke endnu|nej ikke endnu|desværre ikke|næ|nope|no|
    no still not|still not|no it doesn't|it doesn't work|it does not work|it still doesn't work|it still does not work|no not yet|not yet|not working`,
  channel: "kanal|brug kanalen|channel|use this channel",
  dialogue: `dialog|dialogen|et spørgsmål til teammødet|spørgsmål til teammødet|noget at tale om|giv os noget at tale om|giv mig et spørgsmål til teammødet|
    hvad skal vi tale om|hvad skal vi tale om på teammødet|dialogue|a question for the team meeting|something to talk about`,
};

/** As it is compared: folded, without spaces and signs. */
function joined(text: string): string {
  return folded(text).replaceAll(/[^\p{L}\p{N}?']/gu, "");
}

const known: ReadonlyMap<string, PlainKind> = new Map(
  plainKinds.flatMap((kind) => phrases[kind].split("|").map((phrase) => [joined(phrase), kind] as const)),
);

/** Every word of the known phrases. */
export function phraseWords(): string[] {
  return plainKinds.flatMap((kind) => folded(phrases[kind]).split(/[^\p{L}']+/u));
}

/** Words that a phrase may be said with or without. */
const unsaid: ReadonlySet<string> = new Set(
  `jeg vi du i det den der er har vil kan gerne lige bare jo da egentlig altsaa helt slet for saa nu her mig os dig til dem kun desvaerre
  the a it is am are i'm im we you have has do can just really please me us to this so now`.split(/\s+/),
);
/** Said in more ways than one. */
const alike: readonly (readonly [RegExp, string])[] = [
  [/\bhver(anden| 2\.?| anden) uge\b|\bhver (14|fjortende)\.? dag\b/g, "hver anden uge"],
  [/\bevery (other|two|2) weeks?\b/g, "every second week"],
  [/\b(aendring|aendringer|aendret)\b/g, "aendringer"],
  [/\bsidste gang\b/g, "sidst"],
];

/** What is left of a phrase without words that say nothing of their own; never nothing. */
function essential(text: string): string {
  const words = alike.reduce((left, [shape, as]) => left.replaceAll(shape, as), folded(text)).split(/[^\p{L}\p{N}']+/u);
  return words.filter((word) => word !== "" && !unsaid.has(word)).join("");
}

/** Of these kinds words that are left out would change what is meant. */
const exactOnly: ReadonlySet<PlainKind> = new Set(["absence", "back", "checkIn", "barrier", "citizen", "greeting"]);

const essences: ReadonlyMap<string, PlainKind> = new Map(
  plainKinds
    .filter((kind) => !exactOnly.has(kind))
    .flatMap((kind) => phrases[kind].split("|").map((phrase) => [essential(phrase), kind] as const))
    .filter(([phrase]) => phrase.length >= 4),
);

/** Said out of politeness, before or after anything. */
const polite =
  /^(hej|hejsa|hi|hello|hey|goddag|godmorgen|tak|venligst|lige|bare|please|pls|ok|okay|ombord|ja tak|nej tak|desvaerre|sorry|undskyld|saa|altsaa|thanks|thank you|igen tak)\b[\s,.!:;-]*/;
const politeAtEnd = /[\s,.!-]+(tak|mange tak|venligst|please|pls|ombord|thanks|thank you|lige|altsaa)[\s.!]*$/;

/** A message without its politeness, unless it is nothing else. */
function plain(text: string): string {
  let rest = text.trim();
  for (let round = 0; round < 3; round++) {
    const shorter = rest.replace(polite, "").replace(politeAtEnd, "");
    if (joined(shorter) === "" || shorter === rest) break;
    rest = shorter;
  }
  return rest;
}

/** Longer phrases may hold a slip for each so many letters. */
const lettersASlip = 8;

/**
 * What the whole message is, where it is one of the known phrases, give or take a slip of the thumb: `isExact` says that
 * none had to be overlooked. Null when it is another.
 */
export function phraseOf(said: string): { kind: PlainKind; isExact: boolean } | null {
  const text = folded(said).trim();
  const isGone = joined(text) === "" && text !== "";
  if (isGone) return /👋|🙋/u.test(text) ? { kind: "greeting", isExact: true } : signAlone(text);
  const essence = essences.get(essential(plain(text)));
  for (const words of [joined(text), joined(text).replace(/\?+$/, ""), joined(plain(text)).replace(/(?<=.)\?+$/, "")]) {
    const kind = known.get(words);
    if (kind !== undefined) return { kind, isExact: true };
  }
  if (essence !== undefined && !(text.endsWith("?") && /^(works|thanks|worksNot)$/.test(essence)))
    return { kind: essence, isExact: false };
  const words = joined(plain(text));
  if (words.length < 5) return null;
  let best: { kind: PlainKind; slips: number } | null = null;
  for (const [phrase, kind] of known) {
    const most = phrase.length < 5 ? 0 : Math.max(1, Math.floor(phrase.length / lettersASlip));
    if (most === 0 || Math.abs(phrase.length - words.length) > most) continue;
    const slips = distance(words, phrase, most);
    if (slips <= most && (best === null || slips < best.slips)) best = { kind, slips };
  }
  return best === null || isAnother(words, best.kind) ? null : { kind: best.kind, isExact: false };
}

/** A sign alone: a thumb, a heart or a smile is a thank you. A thumb down is none. */
function signAlone(text: string): { kind: PlainKind; isExact: boolean } | null {
  if (/👎/u.test(text)) return { kind: "worksNot", isExact: false };
  return /\p{Extended_Pictographic}/u.test(text) || /^[:;]-?[)D]+$/.test(text)
    ? { kind: "thanks", isExact: true }
    : null;
}

/** One letter makes the opposite, or another word altogether. */
function isAnother(words: string, kind: PlainKind): boolean {
  const isDenied = /ikke|not|n't/.test(words);
  return (
    (kind === "works" && isDenied) ||
    (kind === "thanks" && words.length < 7) ||
    /^(mindes|serie|borgen|vejer)/.test(words)
  );
}
