// What stands around what somebody means: a greeting, "bare lige sige at", "kan du notere at", and who sends it.

const leadIns = new RegExp(
  `^\\s*(?:${[
    "(?:hej(?:sa)?|hi|hello|hey|goddag|god ?morgen|good morning|kaere|dear)\\b[\\s,.!]*(?:ombord\\b[\\s,.!]*)?",
    "(?:hov|oev|ups|naa|puha|aeh|oh|ah|ok|okay|saa(?= (?:er|har|holder) jeg)|sorry|undskyld|beklager)\\b[\\s,.!:;-]+",
    "(?:(?:lige )?(?:til (?:info|orientering)|fyi|obs|info|nb|besked)\\b[\\s,.!:;-]*)(?:om at )?",
    "(?:(?:jeg )?(?:vil|ville|skal|maa|skulle) )?(?:bare |lige |kun |bare lige |lige bare )*(?:sige|fortaelle|informere om|orientere om|meddele|give besked om|oplyse|naevne|hoere)(?:,? at\\b|:|,)\\s*",
    "(?:jeg )?(?:vil|skal) (?:gerne |lige |bare )*(?:melde|registrere|oplyse)\\s+(?:om |at )?(?=(?:ferie|fravaer|syg|fri|kursus|orlov|barsel|omsorgs|afspads|feriefri|jeg|en fridag|fridag))",
    "(?:bare |lige )*saa du ved det[:, ]*(?:at )?",
    "(?:bare |lige )*(?:for at|til) (?:sige|minde om|informere om)(?:,? at)?\\s+",
    "(?:(?:kan|vil|gider) du (?:lige |godt |venligst )*)?(?:notere?|registrere?|skrive?|saette?|anfoere?|husk(?:e)?|meld(?:e)?)(?: ned)?(?: lige)?[,:]? (?:i systemet )?at (?=jeg\\b)",
    "(?:(?:kan|vil|gider) du (?:lige |godt |venligst )*)?(?:notere?|registrere?|indberette?|skrive?)(?: lige)?:? (?=(?:ferie|fravaer|syg|fri|kursus|orlov|barsel|omsorgs|afspads|feriefri))",
    "(?:kan|vil|gider) du (?:lige |godt |venligst )*(?=(?:melde|saette) mig\\b)",
    "saet mig (?:lige )?(?:til |som |paa )?(?=(?:fravaer|vaek|syg|ferie|fri))",
    "(?:just |i just )?(?:letting you know|to let you know|wanted to say|want to say|so you know|a heads-? ?up|heads-? ?up|a note|note)(?: that)?[,: ]+",
    "(?:please )?(?:note|register|record)(?: that)? (?=(?:i\\b|i'm|im|my|holiday|leave|vacation))",
    "(?:det er|her er) \\p{L}{2,12}[,:;] ",
  ].join("|")})`,
  "u",
);
/** "Hilsen Mette", "mvh. Anne", "/Lone". */
const tail =
  /[\s,.!?;–-]+(?:(?:med )?(?:venlig(?:e)? |mange |de bedste |bedste |kaerlig )?(?:hilsen|hilsner)|mvh|vh|kh|dbh|bh|(?:kind |best )?regards|cheers|best wishes)(?:[\s.,!/-].{0,40})?$|\s+\/ ?\p{L}{2,12}(?: \p{L}\.?)?\s*$/u;

/** The folded message without what stands around it; the message itself where nothing would be left. */
export function kernelOf(text: string): string {
  let rest = text.replace(tail, "");
  if (!/\p{L}|\p{N}/u.test(rest)) return text;
  for (let round = 0; round < 4; round++) {
    const shorter = rest.replace(leadIns, "");
    if (shorter === rest || !/\p{L}|\p{N}/u.test(shorter)) break;
    rest = shorter;
  }
  return rest;
}
