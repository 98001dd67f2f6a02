import { addDays } from "../calendar.ts";
import type { IsoDate } from "../organisation.ts";
import type { SaidDates } from "./dates.ts";
import type { Understood } from "./intent.ts";
import { meaning, nearest } from "./words.ts";

// Whether somebody says that they themselves are away, or back. Who else is away is nobody's business here.

/** Words that say that one is away. */
const awayWords = meaning<"away" | "off">([
  [
    `ferie ferien sommerferie juleferie vinterferie efterårsferie påskeferie feriefri feriefridag feriedag feriedage
    barsel barselsorlov orlov forældreorlov fædreorlov uddannelsesorlov fravær sygefravær fraværende bortrejst indlagt
    sygemeldt sygemelding sygmeldt syg sygedag sygedage sygeorlov afspadsering afspadserer afspadsere omsorgsdag omsorgsdage
    fridag fridage kursus kursusdag kurser konference seminar efteruddannelse tjenesterejse studietur fri-dag seniordag
    seniordage ferieuge ferieuger omsorgsfridag orlovsdag barnsyg væk messe rejser migræne influenza feber corona covid maveonde omgangssyge halsbetændelse lungebetændelse hjernerystelse forkølet hovedpine sløj småsløj småsyg utilpas roskildesyge stress lungebetændelse blindtarmsbetændelse hekseskud lumbago ryg-hold skoldkopper ørebetændelse halsbetændelse opkastninger dårligt lederkursus lederuddannelse diplomuddannelse efteruddannelse temadag netværksdag heldagsmøde eksamen begravelse bryllup bisættelse konfirmation udlandsrejse syg-meldt flu halsonde opkast diarre mavepine
    opereres karantæne isolation quarantine hospitalet skadestuen migraine flu fever pto vacation holiday holidays sick ill ooo away conference seminar`,
    "away",
  ],
  ["fri off", "off"],
]);
const awayPhrases =
  /\bhjemme (med|hos) (mit |min |et |en |vores )?(syge?t? )?(barn|boern|soen|datter|dreng|pige)\b|\b(home )?with (a |my )?sick (child|kid|son|daughter)\b|^\W*sick (child|kid)\b|\b(min|mit|mine|vores|my) (barn|boern|soen|datter|dreng|pige|yngste|aeldste|son|daughter|kid) har (feber|influenza|corona|omgangssyge|skoldkopper)\b|\b(har det|foeler mig|er) (rigtig |ret |lidt )?(skidt|sloej|daarlig|utilpas)\b(?= og\b|,|$| i dag)|\b(bliver|blive|er noedt til at blive) hjemme\b|\b(er|skal) (jeg )?(til|paa|i) (en |et |min |mit )?(eksamen|begravelse|bisaettelse|bryllup|barnedaab|konfirmation|temadag|netvaerksdag|inspirationsdag|messe|workshop|studietur|studiebesoeg|operation|undersoegelse|udlandet|lejr|workshop|strategidag|lederdag|ledersamling|skole|udveksling|udlandsophold|barsel|orlov|rejse|udflugt|kolonitur|lederseminar|internat)\b|\bikke (er )?(til )?at (traeffe|faa fat (paa|i))\b|\btraeffes ikke\b|\bkaster op\b|\bbarn(et)? er (\p{L}+ )?(sygt|syg)\b|\bbarns? (foerste|anden) sygedag\b|\bgaar hjem\b(?= (nu|i dag|syg)|\W*$)|\b(child|kid)'?s (first |second )?sick day\b|\b(rejser|tager afsted|flyver) (i morgen|i overmorgen|paa|den|d|til)\b|\b(ude at|paa) rejse\b|\bude at rejse\b|\b(jeg er|er|i'm|i am|be) offline\b|\b(annual|unpaid|study|family|carer's) leave\b|\bnot working (on|this|next|today|tomorrow|until|from)\b|\b(jeg |^)holder (jul|nytaar|paaske|sommer|efteraarsferie|vinterferie) (fra|til|i|d)\b|\b(jeg er|er) (ikke |her )?der (foerst|ikke)\b|\b(holder|har|tager) (lidt |en )?(fri-?uge|friuge|lang weekend|forlaenget weekend|miniferie|pause)\b|\b(boernene|ungerne|begge boern|tvillingerne|alle boernene) er syge\b|\bfeeling (sick|ill|unwell)\b|\bunavailable\b|\bnot available\b|\bgone (until|till|from|next|on)\b|\b(in )?training all\b|\b(have|got) the flu\b|\bkan ikke (kontaktes|traeffes)\b|\bmelder? (mig )?(fra|afbud)\b|\bholder (en )?(fridag|pause fra arbejdet)\b|\bnyder ferien\b|\bgaaet hjem\b|\bcall(ing|ed)? in sick\b|\b(paa|til) (videre|leder|diplom)?uddannelse\b|\b\p{L}*moeder? hele dagen\b(?! for)|\bheldagsmoede\b|\bin meetings all day\b|\bon (\p{L}+ )?leave\b|\boff (work|sick|duty)\b|^\W*leave (from|until|in|on|next|this)\b|\b(er|moeder) (her|der) ikke\b|\b(on|at|to) an? (course|training|workshop)\b|\bon training\b|\bout of (the )?office\b|\bsygedag med barn\b|\bbarn(et)? er sygt?\b|\bbarn(et)?s? (foerste |anden |1\. |2\. )?sygedag\b|\bbarn syg\b|\bsygt barn\b|\b(mit|min|mine|vores|my|our) (barn|boern|soen|datter|dreng|pige|unge|mindste|aeldste|yngste|kids?|child|children|son|daughter) (er|is|are) (\p{L}+ )?(syge?t?|sick|ill)\b|\b(er |kommer |moeder )?ikke (paa arbejde|til stede|paa job|paa kontoret|her|paa arbejdet)\b|\bkommer ikke( paa arbejde)?\b|\bkan ikke komme\b(?! (ind|paa|til|videre|i gang|igennem|ud|igang))|\bude af huset\b|\b(be|am|i'm) out\b|\b(not|won't be) (at work|in|here|in the office)\b|\btager ferie\b|\bday off\b|\bdays off\b|\btime off\b|\bmaternity leave\b|\bparental leave\b|\bpaternity leave\b|\bsick leave\b|\bill in bed\b/u;

/** Leave that is taken for months. */
const takenForLong = /barsel|orlov\b|\b(maternity|paternity|parental) leave\b/;

/** Words that say nothing of their own in such a sentence. */
const fillers: ReadonlySet<string> = new Set(
  `jeg i i'm im am er har holder tager faar skal bliver gaar vil paa til fra og med om den det d en et de der indtil hele dagen
  ugen lige nu igen desvaerre saa hej hejsa hi hello ja ok okay tak min mit mine at vaere a an the on at of for in is be will
  have has taking take going go til tom frem siden from to until till through since and with my desvaerre altsaa bare dag dage
  dags uge uger er'm sorry kan vaere der hjemme sammen from begge alle hver resten af rest fm em efter ud inkl inklusiv stadig
  fortsat still also ogsaa foerst starter begynder starting week weeks days day kommer moeder arbejde job kontoret ikke her
  mig meld meldt melder melde sig mig syg melde tilbage retur back return naeste ligger lagt gaaet blevet hjemme videre ubestemt tid endnu rask frisk kommet benene oven better well now sengen seng bed sommer sommeren foraar foraaret efteraar efteraaret vinter klar feeling working faaet ramt rigtig ret temmelig virkelig meget lidt noget got feel so very really forbi slut foreloebig foreloebigt saadan bare i'll ill've we've var was vaeret been laegger laegge hjem barn barnet baade both pinden pladsen posten office mens imens samt calling called boernene just soen datter hos maaske maybe meeting meetings all fuld fuldt full tiden time taget til info perioden period ugentlig naesten foerst op ind dog bestilt booket feriedag flaget pige dreng yngste aeldste mindste tvillingerne hos foerste delvis delvist helt endelig endeligt faktisk jo da egentlig heldigvis officielt allerede alligevel first sygdom sygdommen ferien laengere mere overnatning vaere afsted sted udenlands rejse offline stadigvaek fortsat aabenbart sikkert nok formentlig forventeligt forventer regner planen planlaegger or eller uden fast annual unpaid working started startet maa blive noedt boern ungerne skulle desvaerre laa ned lagt holde afholde afvikle afvikler bruge bruger altsaa noedsaget tvunget moed melder rask klar next gone going home to too leder daglig tidlig tidligt formiddag eftermiddag morgenen kl middag aften ferie-dag planlagt planlagte sidste ugentlig gang hel hele halv dele nogle days couple of days planned booked taken maaned maaneder month months`.split(
    /\s+/,
  ),
);
/** Somebody else, or nobody at all. */
const others =
  /\b(vi|han|hun|de|man|du|dig|jer|os|borger\w*|kolleg\w*|medarbejder\w*|chef\w*|leder\w*|team\w*|afdeling\w*|systemet|journal\w*|naboen|beboer\w*|patient\w*|nogen|ingen|folk|alle|mange|god|glad|dejlig|elev\w*|he|she|they|we|you|citizens?|colleagues?|staff|employees?|manager|someone|somebody|nobody|good|nice|who|hvem)\b|^i (har|er|skal|holder|havde|tager)\b/;
const wishing =
  /\b(glaeder|oensker|mangler|soeger|planlaegger|afholder|tilmeld\w*|tilbyder|arrangerer|brug for|need|want|looking for|savner|gaar glip|droemmer|overvejer|traenger|engang|en gang|could use)\b/;
const opening =
  /^(hvis|naar|hvornaar|hvem|hvad|hvorfor|hvordan|hvor|om|fordi|gid|if|when|who|what|why|how|where|whether|husk(?!.*\bjeg\b))\b|^\p{L}*ferien (er|bliver|ligger|falder|var|gik)\b(?! (slut|forbi|ovre))/u;
const past = /\b(var|havde|har vaeret|was|were|had|have been|holdt)\b/;
const me =
  /\b(jeg|i'm|im|i am|i will|i'll|i have|mit barn|min soen|min datter|my (kids?|child|son|daughter))\b|^i\b(?! (har|er|skal|holder|havde|tager)\b)/;
/** Asked of oneself, without a day: "skal jeg melde ferie et sted?" */
const askedOfSelf = /^(skal|maa|boer|kan|er|har|hvor skal|should|may|can|do|am) (jeg|man|i)\b.*\?\s*$/;
const asksToTell = /^(kan|maa|can|could|may) (jeg|i) .{0,12}\b(meld|registrer|noter|skriv|saet|report|register)/;
const denied = /\b(ikke|not|aldrig|never)\b/;
const backWords =
  /\b(tilbage|retur|raskmeldt|rask|back)\b|\bfrisk (igen|nu)\b|\b(oven paa|paa benene) igen\b|\b(better|well) (again|now)\b|\b(klar|i gang) igen\b|\braske? og klar\b|\bworking again\b|\bferien? (er )?(slut|forbi|ovre)\b|\b(paa arbejde|paa job|paa pletten|paa banen|her) igen\b|\b(moeder|kommer|starter|begynder) (\S+ ){0,3}igen\b|\bat work again\b|\breturn(ing|s)?\b|\bstartet (op )?igen\b|\b(paa arbejde|paa job) (i dag|nu) igen\b|\b(hjem|hjemme|kommet hjem) (igen )?fra (\p{L}*ferie|orlov|barsel|kursus|konference)\b|\brecovered\b|\b(\p{L}*ferien?|orloven?|barsl?en|barselsorloven|sygemeldingen|kurset) (er )?(nu )?(slut|forbi|ovre|faerdig|overstaaet)\b|\bfit for fight\b|\b(melder mig |er |meldt )rask\b|\bworking (from .{3,14} )?again\b|\bklar til arbejde\b|\bi fuld gang igen\b/u;
/** With these, "i dag" or "i morgen" is the last day away when it says so. */
const backAhead = /\b(tilbage|retur|back|returning|igen|again)\b/;
/** Said of oneself in whatever sentence: the leave is over. */
const plainlyBack =
  /^(saa |nu |jeg )?(er )?(jeg )?(\p{L}*ferien|orloven|barslen|barselsorloven|sygemeldingen|min \p{L}*(ferie|orlov|barsel|sygemelding)) (er )?(nu |desvaerre )?(slut|forbi|ovre|overstaaet)\b|\bfit for fight\b|\b(paa (benene|toppen|hoejkant|pletten|banen)|oven vande) igen\b|^(i have |i've |i'm |have )returned\b|^(jeg er |er |am |i'm |i am )?(rask|recovered|back) (igen|nu|og|and|again|from|in)\b|\b(ikke laengere|no longer|ikke) (\p{L}+ )?(syg|sygemeldt|vaek|paa ferie|paa orlov|sick|away|on leave)( laengere| mere| any ?more)?\W*$/u;
const backToWhat =
  /\b(vend\w*|meld\w*|ring\w*|skriv\w*|giv\w*|svar\w*|gaa|gaar|skru\w*|rul\w*|call|come|go|get|write|feed) (mig |dig |os |me |you |den |det |igen )?(tilbage|back)\b|\btilbagemelding|\bfeedback\b|\btilbageholde/;

/** An absence of the one who writes, or its end; null when the words say neither. */
export function absenceIn(text: string, dates: SaidDates, today: IsoDate): Understood | null {
  const trimmed = text.trim();
  if (opening.test(trimmed)) return null;
  const isStory = /\b(aldrig|never)\b/.test(text) || others.test(text) || /\?\s*$/.test(text);
  const isOverNow = dates.spans.every(({ to }) => to !== null && to <= today);
  const isDenied = denied.test(text) && !/\b(laengere|mere|no longer|any ?more)\b/.test(text);
  if (plainlyBack.test(trimmed) && !isStory && !isDenied && isOverNow) return { kind: "back", isCertain: false };
  const away = awayAt(text, dates);
  const isBack =
    backWords.test(text) && !backToWhat.test(text) && isTheirOwn(text, dates, text.search(backWords), false);
  if (away === null) return isBack ? backFrom(text, dates, today) : onlyDates(dates);
  if (!isTheirOwn(text, dates, away.letter, away.isPhrase)) return null;
  const isOver = dates.spans.every(({ to }) => to !== null && to < today);
  if (isBack && isOver) return { kind: "back", isCertain: false };
  // "Jeg er ikke væk mere", but not "jeg er ikke på arbejde".
  if (
    (denied.test(text.slice(0, away.letter)) ||
      /\b(ikke laengere|no longer|ikke .{2,14} (mere|laengere))\b/.test(text)) &&
    !away.isPhrase
  )
    return { kind: "back", isCertain: false };
  // "Må jeg holde ferie i uge 51?" is for somebody else to say; "kan jeg melde ferie i uge 51?" is not.
  if (askedOfSelf.test(trimmed) && (dates.spans.length === 0 || !asksToTell.test(trimmed))) return null;
  const said = dates.spans.length > 0 ? dates.spans : [{ from: null, to: null }];
  // "På barsel 1. februar" begins then: nobody takes a day of it.
  const isOpenEnded = said.length === 1 && said[0]?.from === said[0]?.to && takenForLong.test(text);
  const spans = isOpenEnded ? said.map(({ from }) => ({ from, to: null })) : said;
  if (past.test(text) && spans.every(({ from, to }) => from === null && to === null)) return null;
  const isClear = isAccountedFor(dates) && dates.isExact && !dates.isImpossible && away.slips === 0 && me.test(text);
  const isWhole =
    spans.length === 1 && spans[0]?.to != null && !/\?\s*$/.test(text) && !denied.test(text) && !past.test(text);
  return { kind: "absence", spans, isCertain: isClear && isWhole };
}

/** "Tilbage den 14." is away until the 13th; back today, or without a day, is the end of it. */
function backFrom(text: string, dates: SaidDates, today: IsoDate): Understood | null {
  // "Raskmeldt fra på torsdag": the first day back is named.
  const begins = dates.spans.find(({ from, to }) => from !== null && from > today && to === null)?.from;
  if (begins) return { kind: "absence", spans: [{ from: null, to: addDays(begins, -1) }], isCertain: false };
  const ahead = dates.spans.filter(({ to }) => to !== null && (to > today || (to === today && backAhead.test(text))));
  if (ahead.length === 0) return { kind: "back", isCertain: false };
  const isClear = isAccountedFor(dates) && dates.isExact && !/\?\s*$/.test(text) && me.test(text) && ahead.length === 1;
  return {
    kind: "absence",
    spans: ahead.map(({ from, to }) => ({ from, to: to ?? addDays(today, 0) })),
    isCertain: isClear,
  };
}

/** Days and nothing else: most likely when they are away, and in any case the card shows what it was taken for. */
function onlyDates(dates: SaidDates): Understood | null {
  if (dates.tokens.some(({ word }) => denied.test(word))) return null;
  const isAll = dates.spans.length > 0 && !dates.isImpossible && isAccountedFor(dates);
  return isAll ? { kind: "absence", spans: dates.spans, isCertain: false } : null;
}

interface Away {
  /** Where in the text it stands. */
  letter: number;
  slips: number;
  isPhrase: boolean;
}

function awayAt(text: string, { tokens, used }: SaidDates): Away | null {
  const phrase = awayPhrases.exec(text);
  if (phrase !== null) return { letter: phrase.index, slips: 0, isPhrase: true };
  for (const [index, { word }] of tokens.entries()) {
    const found = used.has(index) ? null : awayWord(word);
    if (found === null) continue;
    const isDate = (ahead: number) => used.has(index + ahead) || fillers.has(tokens[index + ahead]?.word ?? "");
    const next = tokens[index + 1]?.word ?? "";
    const isLast = next === "" || /^\W/.test(next);
    // "Fri" and "væk" are also said of other things: "fri adgang", "væk fra skærmen".
    const isLoose = found.meaning === "off" || word === "vaek";
    if (isLoose && !(isLast || (isDate(1) && next !== "for" && leadsToDate(index + 1, tokens, used)))) continue;
    if (word === "syg" && next === "af") continue;
    // "Det er væk nu" is said of a thing.
    if (word === "vaek" && !me.test(text) && /\b(det|den) (er|var|blev) vaek\b/.test(text)) continue;
    return { letter: text.indexOf(word), slips: found.slips, isPhrase: false };
  }
  return null;
}

/** "Sommerferie" and "langtidssygemeldt" need not be listed. */
function awayWord(word: string) {
  if (/.(ferie|orlov|sygemeldt|fravaer|kursus|kurser|uddannelse|seminar|konference|fridag|fridage)$/.test(word))
    return { meaning: "away" as const, slips: 0 };
  return nearest(word, awayWords);
}

function leadsToDate(from: number, tokens: SaidDates["tokens"], used: SaidDates["used"]): boolean {
  const rest = tokens.slice(from);
  const next = rest.findIndex(({ word }, index) => used.has(from + index) || !fillers.has(word));
  return next === -1 || used.has(from + next) || /^\W/.test(rest[next]?.word ?? "");
}

/** Whether it is said of the one who writes: nobody else stands before it, and without a *jeg* nothing unknown does either. */
function isTheirOwn(text: string, dates: SaidDates, letter: number, isPhrase: boolean): boolean {
  const before = text.slice(0, letter);
  const clause = before.split(/[.:;!?,]|\b(?:at|men|og|but|and|that)\b/).at(-1) ?? "";
  if (wishing.test(text) || others.test(clause)) return false;
  if (me.test(before)) return dates.spans.length > 0 || isPhrase || isSaidPlainly(clause);
  if (/\?\s*$/.test(text)) return false;
  const words = before.split(/[^\p{L}']+/u).filter((word) => word !== "");
  const dateWords = new Set(dates.tokens.filter((_, index) => dates.used.has(index)).map(({ word }) => word));
  const isOpen = words.every((word) => fillers.has(word) || dateWords.has(word) || awayWord(word) !== null);
  if (!isOpen) return false;
  // "Syg idé" begins alike; with a day in it, or with nothing more, it is meant.
  return isPhrase || isAccountedFor(dates) || (dates.spans.length > 0 && !past.test(text));
}

/** "Jeg elsker ferie" is no absence: after the *jeg* stand only words that say nothing of their own. */
function isSaidPlainly(clause: string): boolean {
  const words = clause.split(/[^\p{L}']+/u).filter((word) => word !== "");
  const from = words.findLastIndex((word) => /^(jeg|i|i'm|im|i'll|i've)$/.test(word));
  return words.slice(from + 1).every((word) => fillers.has(word) || awayWord(word) !== null);
}

/** Every word is a date, says that one is away, or says nothing. */
function isAccountedFor({ tokens, used }: SaidDates): boolean {
  return tokens.every(({ word }, index) => {
    return used.has(index) || /^\W$/u.test(word) || fillers.has(word) || awayWord(word) !== null;
  });
}
