/** The folders that hold generated files and nothing else. */
export const generatedFolders = [
  "packages/types/src/gen",
  "packages/client/src/gen",
  "packages/client/test/gen",
  "packages/server/src/gen",
] as const;
