import { meaning } from "./words.ts";

// The words of dates, Danish and English, folded as tokens are.

export const months = meaning<number>([
  ["januar january jan", 1],
  ["februar february feb", 2],
  ["marts march mar", 3],
  ["april apr", 4],
  ["maj may", 5],
  ["juni june jun", 6],
  ["juli july", 7],
  ["august aug", 8],
  ["september sep sept", 9],
  ["oktober october okt oct", 10],
  ["november nov", 11],
  ["december dec", 12],
]);
export const weekdays = meaning<number>([
  ["mandag mandagen monday", 1],
  ["tirsdag tirsdagen tuesday", 2],
  ["onsdag onsdagen wednesday", 3],
  ["torsdag torsdagen thursday", 4],
  ["fredag fredagen friday", 5],
  ["lørdag lørdagen saturday", 6],
  ["søndag søndagen sunday", 7],
]);
/** Too short for a slip of the thumb. */
export const shortWeekdays = meaning<number>([
  ["tirs tir tue tues", 2],
  ["ons wed weds", 3],
  ["tors tor thu thur thurs", 4],
  ["fre", 5],
  ["lør", 6],
  ["søn", 7],
]);
export const numbers = meaning<number>([
  ["en et én ét one a an", 1],
  ["to two par couple", 2],
  ["tre three", 3],
  ["fire four", 4],
  ["fem five", 5],
  ["seks six", 6],
  ["syv seven", 7],
  ["otte eight", 8],
  ["ni nine", 9],
  ["ti ten", 10],
  ["tolv twelve", 12],
  ["elleve eleven", 11],
  ["fjorten fourteen", 14],
]);
export const ordinals = new Map(
  [
    "første anden tredje fjerde femte sjette syvende ottende niende tiende ellevte tolvte trettende fjortende femtende",
    "sekstende syttende attende nittende tyvende enogtyvende toogtyvende treogtyvende fireogtyvende femogtyvende",
    "seksogtyvende syvogtyvende otteogtyvende niogtyvende tredivte enogtredivte",
  ]
    .join(" ")
    .split(" ")
    .map((word, index) => [word.replace("ø", "oe"), index + 1] as const),
);
export const units = meaning<"day" | "week" | "month" | "year">([
  ["dag dage dages dags day days hverdage arbejdsdage", "day"],
  ["uge uger uges ugers week weeks", "week"],
  ["måned måneder måneds month months", "month"],
  ["år års year years", "year"],
]);
export const relative = meaning<number>([
  ["idag today dd", 0],
  ["imorgen imorn imorgn tomorrow tmrw", 1],
  ["iovermorgen overmorgen", 2],
  ["igår yesterday", -1],
  ["iforgårs", -2],
]);
/** After `i`. */
export const afterI = meaning<number>([
  ["dag aften", 0],
  ["morgen morn", 1],
  ["overmorgen", 2],
  ["går", -1],
  ["forgårs", -2],
]);
export const nextWords: ReadonlySet<string> = new Set([
  "naeste",
  "kommende",
  "next",
  "coming",
  "nste",
  "neste",
  "naest",
]);
export const lastWords: ReadonlySet<string> = new Set(["sidste", "forrige", "last"]);
export const thisWords: ReadonlySet<string> = new Set(["denne", "this", "hele", "whole"]);
export const weekWords: ReadonlySet<string> = new Set(["uge", "ugen", "uger", "ugerne", "week", "weeks"]);
export const dayMarks: ReadonlySet<string> = new Set(["d", "den", "the"]);

export const feasts: ReadonlyMap<string, readonly [string, number]> = new Map([
  ["juleaften", ["12-24", 1]],
  ["jul", ["12-24", 3]],
  ["julen", ["12-24", 3]],
  ["christmas", ["12-24", 3]],
  ["nytaarsaften", ["12-31", 1]],
  ["nytaar", ["12-31", 2]],
  ["newyear", ["12-31", 2]],
]);
