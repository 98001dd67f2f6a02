/** Somebody's words as part of a longer sentence: without the full stop that they end in. Words of nothing else stay as they are. */
export function insideSentence(words: string): string {
  let end = words.length;
  // By hand: an expression that ends in "as many as there are" begins anew at every one of them.
  while (end > 0 && /[.!\s]/.test(words[end - 1] ?? "")) end--;
  return end === 0 ? words : words.slice(0, end);
}
