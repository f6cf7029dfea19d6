/**
 * Lists the files that were created once, and says what to do next.
 *
 * @param paths - the files of `createStarter`
 * @returns lines; none if there is no file
 */
export function describeStarter(paths: readonly string[]): string[] {
  if (paths.length === 0) {
    return [];
  }
  const install = paths.includes("package.json")
    ? "Next: run npm install && npm run build && npm test in that folder."
    : "Next: add the packages' folders to the workspaces in your package.json, then run npm install.";
  return ["Created once, yours to edit:", ...paths.map((path) => `  ${path}`), install];
}
