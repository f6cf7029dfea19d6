const generatedTest = "test/functional/restjson1.spec.ts";

/**
 * Picks what we keep of the official TypeScript client: its source and its protocol tests. The rest of its
 * package (package.json, tsconfig, README) is written by hand in ours.
 *
 * @param files - the files that the official generator wrote, by path
 * @returns the files by their path in our package, their text unchanged but for the test's imports
 */
export function emitClientFiles(files: ReadonlyMap<string, string>): Map<string, string> {
  const kept = new Map<string, string>();
  for (const [path, text] of files) {
    if (path.startsWith("src/")) {
      kept.set(path.replace("src/", "src/gen/"), text);
    } else if (path === generatedTest) {
      kept.set("test/gen/restjson1.spec.ts", text.replaceAll('"../../src/', '"../../src/gen/'));
    }
  }
  return kept;
}
