import type { SaidDates } from "./dates.ts";
import type { Understood } from "./intent.ts";
import type { PlainKind } from "./phrases.ts";

// What a sentence with more in it than a known phrase is most likely about: a proposal at most.

/** Somebody else is spoken of, or to somebody else. */
const ofOthers =
  /^(borger\w*|beboer\w*|han|hun|de|hende|min|mine|vores|en|et|citizens?|he|she|they|the) (?!(uge|gang|fejl|check|svar))/;
/** Kinds that are asked of the bot itself; of others only where nobody else is the subject. */
const own: ReadonlySet<PlainKind> = new Set(["skip", "asLast", "correct", "later", "works"]);

const shapes: readonly (readonly [RegExp, PlainKind])[] = [
  [
    /^(nej|naeh?|no)\b(?!.*\b(denne|den her|this) (uge|gang|week)\b).*\b(ikke|not|stadig|still|driller)\b|\bstadig ikke\b|\bstill (not|doesn't)\b/,
    "worksNot",
  ],
  [
    /^(ja|jep|jo|yes|yep|yeah)\b.*\b(virker|koerer|loest|fint|godt|works?|working|fine|good|fixed|solved)\b|\b(det|den|nu|it|saa|alt) (virker|fungerer|spiller|works)\b(?! (som en|til at|ikke|underligt|maerkeligt|daarligt|mystisk))|^(virker|fungerer|works|koerer) (nu|igen|fint|fine|now|again)\b|^(det|den) er (helt )?i orden( igen| nu)\b|^nu (virker|koerer|fungerer)\b(?!.*\bikke\b)|^(problemet|fejlen|det) er (nu )?(vaek|rettet|forsvundet|klaret|loest)\b|\b(det|den|nu) koerer( nu| igen| fint)\b|\bit( is|'s) (working|fixed|solved)\b|^(det|den|alt|problemet|fejlen) er (nu )?(fikset|loest|ordnet|paa plads|i orden igen)\b|^(all|problem) (fixed|solved)\b/,
    "works",
  ],
  [
    /\b(spring(e|er)? (.{0,20} )?over|hop(pe|per)? over|skip (this|the|it)( week| one)?)\b|\bmelder? (lige )?pas\b|^(ingen|intet|no) (check-?in|svar|spoergsmaal|answers?)\b.*\b(uge|week|gang)\b|^(vi |jeg )?(svarer|deltager|udfylder|naar) (det |den )?(ikke|foerst) (i )?(denne|den her) uge\b|^(ignore|leave out|drop|forget) (this|the) week\b|^(nej|nix|naeh?|no)\b.*\b(denne|den her|this) (uge|week)\b|^ikke denne gang\b|^not this time\b/,
    "skip",
  ],
  [
    /\b(som|ligesom|samme som) (i )?sidst(e uge|e gang)?\b|\bsamme (som|svar|igen)\b|\bsame (answers? )?(as (last|before|always|usual)|again)\b|\bved det (gamle|samme)\b|\bingen (ting )?aendring\w*\b|\buaendre\w*\b|\bsom (det |vi |jeg )?plejer\b|\bsom (altid|vanligt)\b|\b(no|any) changes?\b|\bunchanged\b|^(gentag|genbrug|kopier|behold)\w* (det |de )?(fra )?(sidste? uge|svar\w*|sidst)\b|\bfra sidste uge\b|\bstatus quo\b|\b(intet|ikke|ingenting) (er |har |der er )?(noget )?(aendret|forandret|rykket)\b|\bnothing (has |is |have )?(changed|different)\b|\b(like|as|repeat|copy|reuse) last (week|time)\b|^det (er )?(stadig )?det samme\b|^(svarene|svaret|alt|det hele) er (de |det )(samme)\b|\b(ingen|no|ikke nogen) (forskel|difference|nyheder|news|nyt)\b|^alt er uaendret\b|\b(samme|same) (niveau|tal|billede|as|level)\b|^(vi )?(er|ligger) (samme sted|paa samme)\b|^ligner sidst/,
    "asLast",
  ],
  [/^(hvem|who)\b.*\b(se|ser|laese|laeser|faar|see|sees|reads?)\b/, "help"],
  [
    /^(hvad|what)\b.*\b(mangler|venter|svare paa|waits|waiting|liggende|aabent|open)\b|\bventer paa mig\b|\bwaits for me\b|^(er der noget|mangler) jeg\b|\bnoget,? jeg mangler\b|^har jeg (allerede |ogsaa )?(svaret|meldt|noget)\b|^hvad (har|svarede) jeg\b|^(have|did) i (already )?(answer\w*|report\w*)\b|^(what|did) .{0,12}\bi (answer|report)\w*\b|^(er|staar) jeg (stadig |meldt |registreret |sat )*(vaek|syg|fravaerende|paa ferie|meldt)\b|^(hvad (sker|er der sket)|hvordan gaar det|er der sket noget|er der nyt|nyt|har (i|du|nogen) (kigget|set|gjort noget)) .{0,14}\b(min|mine|vores|sag\w*|meldt\w*|barriere\w*|fejl\w*|sagen|det,? (jeg|vi))\b|^(hvilke|hvor mange) .{0,10}\b(barrierer|sager|fejl|spoergsmaal)\b|^er jeg (stadig )?(registreret|meldt|noteret|skrevet)\b|^hvor tit\b|^how often\b|\banything (waiting|open|new)\b|^do i (need|have) to\b|^have i repl\w+\b|^what happen\w* (to|with) (my|what)\b|^hvornaar er jeg (meldt )?(vaek|tilbage|fravaerende)\b|^am i (marked |set )?(as )?(away|absent|on leave)\b|^aabne (barrierer|sager)\b|^(hvem|who) (svarer|daekker|er min|answers|covers|stands)\b|\b(er|bliver) (min|mit) (stedfortraeder|vikar|afloeser)\b|\b(min|my) (stedfortraeder|stand-?in)\b|\bstatus\b.{0,12}$/,
    "status",
  ],
  [
    /^(hvad|hvordan|hvorfor|what|how|why)\b.{0,16}\b(kan|skal|bruger|goer|melder|spoerger|skriver|svarer|can|do|should) (jeg|du|man|vi|i|you|we)\b|\b(brug for|have|need) (noget |lidt |some )?(hjaelp|help)\b|^(hvordan|how) (fungerer|virker|does|do|works?)\b|^(er|are) (du|you) (en |a )?(robot|bot|menneske|human|ai|rigtig)\b|\bgaar (det|det her|dette) (her )?ud paa\b|\bforstaar (slet |altsaa )?ikke\b|\bi don't (understand|get it)\b|^(hvem|hvad) (er|staar) (du|ombord|det her|dette|bag)\b|^(kan|vil) du (godt )?(lige )?hjaelpe\b|^can you help\b|^(hvor|hvordan) (finder|faar|ser|melder|aendrer) (jeg|man)\b|^hvad er (din|dit|dine|formaalet)\b|^hvad (laver|goer) du\b|^hvorfor (faar|modtager|skal|spoerger|skriver)\b|^why (do|am|are)\b|\banonymt?\b|\bi tvivl\b|^hvad betyder\b|^what does .{2,20} mean\b|^hvad mener du\b|^vis (mig )?(menuen|mulighederne|hjaelp)\b/,
    "help",
  ],
  [/^(hvem|hvad|hvornaar|hvor|who|what|where)\b.*\b(stedfortraeder\w*|stand-?in|meldt|reported|status)\b/, "status"],
  [
    /\b(ret|rette|aendre|aendr|redigere?) (lige )?(mit |mine |et |i |mit eget )?svar\w*\b|\b(change|correct|edit|redo|fix) (my|the) answers?\b|\b(lave?|goere?) (mit |mine |det |svaret )?(svar )?om\b(?! (at|til))|\b(min?e?|mit) svar (var|er|blev) forkert\w*\b|\b(fejl|mistake|error) (i|in) (mit|mine|my) (svar|answers?)\b|\b(fortryder?|fortryde) (mit |mine |lige )?(svar\w*)?\b|\b(jeg|vil) (vil |gerne |skal |lige )*rette (noget|det|lidt)\b|^(det|hov det) (var|blev) forkert\b|^(ret|rt svar|edit|change|rette|aendre?)\W*$|^fortryd\b|\b(aendre|rette) (det|noget af det|hvad),? (jeg|vi)\b|^kan (man|jeg|vi) (lige )?(rette|aendre)\b|\b(pressed|clicked|chose|hit) (the )?wrong\b|\bwrong (button|answer)\b/,
    "correct",
  ],
  [/\b(drop\w*|pass|ingen svar|intet svar|no answer)\b.*\b(uge|ugen|week)\b/, "skip"],
  [/\bnaar det ikke\b.*\b(denne|den her) uge\b/, "skip"],
  [/\b(intet|ikke (sket )?noget|nothing|ingenting) (nyt|new)\b/, "asLast"],
  [
    /\b(trykke|trykkede|trykket|trykte|svare|svarede|svaret|vaelge|valgte|valgt|taste|tastede|tastet|klikke|klikkede|klikket|ramt|ramte) (ved siden af|forkert)\b/,
    "correct",
  ],
  [
    /\bikke tid\b|\b(har|er) (\S+ ){0,2}travlt?\b|\btravlt (i dag|nu|lige nu)\b|\bmaa vente\b|\bkan (det|den|du) (godt |lige )*vente\b|^ikke (lige )?(i (dag|morgen)|nu)\b|^not (today|now)\b|^(lidt )?senere\b|^later\b|\bmidt i (noget|det)\b|\b(sidder|er|in a|in) (i )?(et |a )?(moede|meeting)s?\b|\bjeg naar det ikke\b|\bpasser (det )?(ikke|daarligt|skidt)\b|\bno time\b|\b(too|very|so|really|super) busy\b|\bi('m| am) (too )?busy\b|^busy\b|\b(i gang|optaget|fuld gang) (med noget|lige nu|af noget)\b|^(jeg |vi )?er (ret |lidt |meget )?optaget\b|\bdaarligt (tidspunkt|timing)\b|\bbad (time|timing)\b|\bhaender fulde\b|\bhaenderne fulde\b|^(jeg |vi )?kan (det )?ikke (lige )?nu\b|^not a good\b|\blangt bagud\b|\bdrukner i\b|\b(bliver|blive|tager|goer|svarer|ser) (jeg )?(det |den )?(paa det )?senere\b|\b(vender|kommer) (jeg )?tilbage( til (det|dig))?( senere)?$|\bpaa farten\b|^(jeg )?(koerer|er ved at koere)( i)?( bil| lige nu)\b|\b(i'm|i am) driving\b|\b(ask|try|remind|maybe|do it|answer) (me )?(again )?later\b|\b(ingen|ikke) (tid|overskud) (til|lige)\b|\bhar (det )?ikke (lige )?overskud\b|^(proev|vend|kom|spoerg|skriv) .{0,20}\b(senere|anden gang|andet tidspunkt)\b/,
    "later",
  ],
  [
    /\b(vis|send|aabn|hent|giv|find|se|show|open|send) (mig |me |us |os )?(lige )?(kort(et)?|ugens (kort|check-?in|spoergsmaal)|check-?in(net|et)?|(the )?check-?in|(the )?(card|questions)|spoergsmaal(ene)?)\b|^(hvor|where) (er|svarer|is|do)\b.{0,8}\b(check-?in|kort(et)?|jeg|i answer)\b|\b(klar|parat|ready) til? ?(at )?(svare|answer)\b|^(lad (os|mig)|jeg vil( gerne)?|vi vil( gerne)?|nu vil jeg) (lige )?svare\b|^let(s|'s| me) answer\b|^(alt|det hele|everything|all) (\S+ )?(koerer|er|gaar|virker|is|works|fungerer) (\S+ )?(fint|godt|ok|okay|rigtig|perfekt|upaaklageligt|som det skal|fine|good|great|well|i orden|under kontrol)\b|^(jeg |vi |nu )?(er |har )?(jeg |vi )?(klar|parat|tid)( nu)?\W*$|^nu har jeg tid\b|^(i'm|i am|we are) ready\b|\b(want|like) to answer\b|^kan (jeg|vi) (lige )?(svare|faa kortet|faa det|se kortet)\b|^jeg mangler (ugens )?(kort|check-?in|spoergsmaal)|^(start|begynd|aabn|open) (ugens |the )?(check-?in|svar|kort)|^lad os (goere|tage|faa) (det|den)\b|^(det hele|alt) (koerer|gaar|spiller)\b|^(det|alting) gaar (\S+ )?(godt|fint)\b|^(ingen|no) (udfordringer|problemer|boevl|issues|trouble|bemaerkninger)\b|^all (is )?(good|fine|well)\b|^(intet|ingenting|ikke noget|nothing) (at (melde|bemaerke)|to report|nyt at melde)\b|^koerer (bare )?(fint|godt)\b/,
    "checkIn",
  ],
  [
    /^(hej|hi|hello|hey|goddag|godmorgen|hejsa|god (morgen|eftermiddag|formiddag|aften))\b(?!.*\w.*\w.*\w.*\w.*\w.*\w.*\w.*\w)/,
    "greeting",
  ],
  [/^god (morgen|eftermiddag|formiddag|aften)\b|^hey+\b|^he+j+\b|^good (evening|day|afternoon|morning)\b/, "greeting"],
  [
    /^(mange |tusind |super |selv |fedt,? |ok,? )?tak\b|^thanks?\b|^(much )?appreciated\b|\btak skal du have\b|^(super|helt|rigtig|bare) (fint|godt|fedt|skoent|dejligt|perfekt)\W*$|^(forstaaet|modtaget|noteret|understood|got it|alt godt|cheers|tkak|takk)\b|^(det var )?(sodt|soedt|flot|sejt|herligt)\b/,
    "thanks",
  ],
];

/** Sentences with more in them than is understood. Somebody else's doings are none. */
export function sentenceIn(text: string, { tokens }: SaidDates): Understood | null {
  const trimmed = text.trim();
  if (tokens.length > mostTokens) return null;
  const found = shapes.find(([shape]) => shape.test(trimmed))?.[1];
  if (found === undefined || found === "absence" || found === "remind" || found === "barrier") return null;
  if (own.has(found) && ofOthers.test(trimmed)) return null;
  return { kind: found, isCertain: false };
}
const mostTokens = 16;
