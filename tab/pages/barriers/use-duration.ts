import { useSession } from "../../session.ts";

const hoursInADay = 24;
/** Up to two days are told in hours. */
const fewHours = 48;

/** Hours as they are told; a dash for none. */
export function useDuration(): (hours: number | null) => string {
  const words = useSession().text.barriers.figures;
  return (hours) => {
    if (hours === null) return words.none;
    return hours <= fewHours ? words.hours(hours) : words.days(Math.round(hours / hoursInADay));
  };
}
