import type { IsoDate } from "../organisation.ts";
import type { SaidDates } from "./dates.ts";
import type { Understood } from "./intent.ts";

// Whether somebody asks to be asked again, or says when they will answer.

/** To be reminded, in so many words. */
const named =
  /\b(mind|minde|mindes|min|mid|mnd|midn|paamind|paaminde|husk|huske|prik) (lige )?(til )?(mig|os|om)\b|\b(ping|nudge|poke|prompt|remind) (me|us)\b|\b(paamindelse|reminder|rykker)\b|\b(udsaet|udskyd|snooze|postpone|defer|skub|flyt|ryk|parker|rykke|flytte|skubbe|push|move)( (den|det|it|kortet|check-?in))?\b(?! (sammen|ind|med))/;
/** To be asked, written to or waited for. */
const again =
  /\bgiv (mig|os) (lige )?(til|indtil|tid til)\b|\b(skrive?|spoerge?|proeve?|vende?|tage?|kom|komme|hoere?|ask|write|try|come|get|check) (lige )?(til |fat i )?(mig |me |den |det |os |us |ind )?(tilbage|igen|again|back|paa|til|in|i|on|med)\b|\b(skrive?|spoerge?|ask|write|try|proeve?|tage?|kontakte?|contact) (mig |me |os |us |den |det |it |fat i mig )?(igen |again )?(?=i morgen|i overmorgen|tomorrow|paa |on |om |i naeste|next|efter|man|tirs|ons|tors|fre|den |d )|\bvent(e|er)? (lige )?(til|med)\b|\bwait (until|till)\b|\b(skal|kan) (vi|jeg) (lige )?(tage|goere|svare|naa)\b|\bmaa jeg (vente|svare|tage|goere)\b/;
const asked =
  /^(jeg (vil|kan|skal) (gerne |lige |bare )*)?(mind|min|mid|mnd|ping|nudge|poke|prompt|prik|vend|venter|jeg venter|try|write|paamind|remind|vent|wait|skriv|spoerg|proev|tag|ask|husk|kan (du|vi|jeg|det)|skal vi|vil du|gider du|maa (jeg|vi)|lad (os|mig)|let|send|kom|meld|hoer|kontakt|contact|get|check|come|udsaet|udskyd|skub|flyt|ryk|parker|push|move|snooze|postpone|defer|have|faa|can (we|you|i)|could you|please|venligst|giv|lige|bare)/;
/** Of these nothing more is needed than to say so. */
const bare =
  /^(lige |bare |please )?(spoerg|proev|skriv|ask|try)( mig| me)?( lige)? (igen|again)\W*$|^(udsaet|udskyd|snooze|postpone)( den| det| it| lige)*\W*$/;
/** Words that a reminder is said with. */
const reminderWords =
  /^(mind|mig|os|om|det|igen|lige|paa|til|i|den|d|venligst|tak|remind|me|us|about|it|on|again|please|hej|ja|ugens|check|in|at|of|the|this|svar|svare)$/;

/** "Jeg svarer på fredag", "kan først svare mandag". */
const promising =
  /^((jeg|vi|i|we|i'll|we'll) )?((svarer|besvarer|udfylder|ordner|klarer|laver det|faar det|goer det|goer den|tager det|tager den|naar det|ordner det|klarer det|ser paa det|kigger paa det)|(kan|naar|faar) (det )?(ikke |foerst )(at )?(svare|goere det|naa det|svaret|gjort|tid)|(det |den )(tager|goer|svarer|naar|ordner|klarer) jeg( paa)?( det)?|(will |can |can only )?(answer|reply|do it|look at it))\b/;

/** "Hellere i morgen", "jeg vender tilbage på torsdag", "i morgen er bedre". */
const ratherThen =
  /^(jeg |vi |saa )?(vender (lige )?tilbage|faar (det |den )?(gjort|svaret|lavet)|kan (det |jeg |vi )?foerst|har (foerst |bedre )?tid)\b(?!.*(til jer|fra ferie))|^(det )?(bliver|bli'r) (nok |altsaa )?foerst\b|\b(er|passer|is|would be|vil vaere) (det )?(meget )?(bedre|better)\b|^(saa )?(hellere|helst|rather|better)\b|\bhellere\b|^(must|it must) wait\b|^(det |den )?(maa|skal|kan) (det |den )?(godt )?vente til\b|^(i'll|i will|we'll) .{0,20}(get back|come back|return to|have time|get to)/;
const mostTokens = 12;

/** A reminder, with its day where one is named; null when the words ask for none. */
export function reminderIn(text: string, dates: SaidDates, today: IsoDate): Understood | null {
  if (promising.test(text.trim()) && dates.first !== null && dates.first > today)
    return { kind: "remind", on: dates.first, isCertain: false };
  const trimmed = text.trim();
  const isAhead = dates.first !== null && dates.first > today;
  if (isAhead && ratherThen.test(trimmed) && dates.tokens.length <= mostTokens)
    return { kind: "remind", on: dates.first, isCertain: false };
  if (bare.test(trimmed)) return { kind: "remind", on: null, isCertain: false };
  // "Mind dem om det" and "spørg borgeren på fredag" are for others; "senere" has its own answer.
  const isNamed = named.test(text) && !/\b(dem|ham|hende|them|him|her|de andre|teamet|borger\w*|jer)\b/.test(text);
  if ((!isNamed && !again.test(text)) || !asked.test(trimmed)) return null;
  if (!isNamed && (dates.first === null || dates.first < today)) return null;
  const on = dates.first !== null && dates.first > today ? dates.first : null;
  const isAll = dates.tokens.every(
    ({ word }, index) => dates.used.has(index) || /^\W$/.test(word) || reminderWords.test(word),
  );
  return { kind: "remind", on, isCertain: isNamed && isAll && dates.isExact && on !== null };
}
