/** Puts shapes in the order of their names, whatever order the model has them in. */
export function byName<T extends { readonly name: string }>(shapes: Iterable<T>): readonly T[] {
  return [...shapes].sort((a, b) => (a.name < b.name ? -1 : 1));
}
