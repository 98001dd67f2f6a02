/** Somebody's words as part of a longer sentence: without the full stop that they end in. Words of nothing else stay as they are. */
export function insideSentence(words: string): string {
  return words.replace(/[.!\s]+$/, "") || words;
}
