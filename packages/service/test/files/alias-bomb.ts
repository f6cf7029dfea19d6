/**
 * Creates a short list whose aliases expand to more than 2 to the power of `levels` texts. It is JSON except for the
 * anchors, which have no space before them: `"a1":&a1{"p":*a0,"q":*a0}`.
 */
export function createAliasBomb(levels: number): string {
  const [first, ...rest] = Array.from({ length: levels }, (_, level) => `a${level}`);
  const members = rest.map((name, level) => `"${name}":&${name}{"p":*a${level},"q":*a${level}}`);
  return `{"${first}":&${first}{"p":"l","q":"l"},${members.join(",")}}`;
}
