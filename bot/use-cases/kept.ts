/**
 * What is kept under the key, made when there is none; the one that has gone longest without being asked for makes room
 * when more than `most` are kept.
 */
export function kept<K, V>(map: Map<K, V>, key: K, most: number, make: () => V): V {
  const value = map.has(key) ? (map.get(key) as V) : make();
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > most && oldest !== undefined) map.delete(oldest);
  return value;
}
