/** Converts a glob to a regular expression, which is slow with many stars but obviously right. */
export function globToRegExp(glob: string): RegExp {
  const source = glob.replaceAll(/[.\\]/g, "\\$&").replaceAll("*", "[^/]*").replaceAll("?", "[^/]");
  return new RegExp(`^${source}$`);
}
