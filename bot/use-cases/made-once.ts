/** The same as `make`, which is asked once for each thing; what it has made goes with the thing. */
export function madeOnce<K extends object, V>(make: (thing: K) => V): (thing: K) => V {
  const made = new WeakMap<K, { value: V }>();
  return (thing) => {
    const found = made.get(thing) ?? { value: make(thing) };
    made.set(thing, found);
    return found.value;
  };
}
