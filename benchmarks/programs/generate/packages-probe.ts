/**
 * Generates in memory everything that `npm run generate` writes, and prints the time that it took, in milliseconds. The
 * time includes loading the generator.
 */
const start = performance.now();
const [{ generateFiles, repositoryTarget }, { Progress }] = await Promise.all([
  import("@eks-auth/codegen"),
  import("@eks-auth/codegen/terminal"),
]);
await generateFiles(new Progress(), repositoryTarget);
process.stdout.write(String(performance.now() - start));
