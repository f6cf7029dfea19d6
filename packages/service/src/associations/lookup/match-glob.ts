/**
 * Whether a glob matches a text from a place on to its end. `*` stands for any characters and `?` for any one, but
 * neither for a `/`.
 *
 * Only the last `*` is ever tried anew, so it takes at most as many steps as the glob's length times the text's,
 * whatever the glob: there is no backtracking to blow up.
 *
 * @param from - where to begin in the text
 */
export function matchGlob(glob: string, text: string, from = 0): boolean {
  let wanted = 0;
  let at = from;
  let star = -1;
  let starEnd = from;
  while (at < text.length) {
    if (glob[wanted] === "*") {
      star = wanted++;
      starEnd = at;
    } else if (glob[wanted] === text[at] || (glob[wanted] === "?" && text[at] !== "/")) {
      wanted++;
      at++;
    } else if (star !== -1 && text[starEnd] !== "/") {
      wanted = star + 1;
      at = ++starEnd;
    } else {
      return false;
    }
  }
  while (glob[wanted] === "*") {
    wanted++;
  }
  return wanted === glob.length;
}
