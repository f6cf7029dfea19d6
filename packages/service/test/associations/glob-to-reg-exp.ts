/** Writes a glob as a regular expression: slow for many stars, and easy to believe. */
export function globToRegExp(glob: string): RegExp {
  const source = glob.replaceAll(/[.\\]/g, "\\$&").replaceAll("*", "[^/]*").replaceAll("?", "[^/]");
  return new RegExp(`^${source}$`);
}
