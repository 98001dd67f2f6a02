/** How many are expected to use something: a number, or between two, where no second one is "or more". */
export interface ExpectedUsers {
  from: number;
  to: number | null;
}

const most = 1_000_000;

/** `140`, `100-499`, `500-`, `>500` or `<10`, as KITOS and people write it; null for anything else. */
export function readExpectedUsers(text: string): ExpectedUsers | null {
  const [, less, more, first = "", dash, second = ""] =
    /^(?:(<)|(>))?\s*(\d{1,7})(?:\s*([-–])\s*(\d{1,7})?)?$/.exec(text.trim()) ?? [];
  if (first === "" || ((less ?? more) !== undefined && dash !== undefined)) return null;
  const from = less === undefined ? Number(first) : 0;
  const to = less !== undefined ? Number(first) - 1 : second !== "" ? Number(second) : isOpen() ? null : from;
  const isSound = from <= most && (to === null || (to >= from && to <= most));
  return isSound ? { from, to } : null;

  function isOpen(): boolean {
    return more !== undefined || dash !== undefined;
  }
}

/** The same as `solutions.csv` has it. */
export function writeExpectedUsers({ from, to }: ExpectedUsers): string {
  if (to === null) return `${from}-`;
  return to === from ? String(from) : `${from}-${to}`;
}
