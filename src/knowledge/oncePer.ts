/**
 * Remembers what was computed from an object for as long as the object lives: what every turn needs of a knowledge base is worked out
 * once for each version of it.
 */
export function oncePer<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, V>();
  return (key) => {
    if (!known.has(key)) known.set(key, compute(key));
    return known.get(key) as V;
  };
}
