/**
 * A program: generates in memory all that `npm run generate` makes, and prints how long that took, in milliseconds,
 * the loading of the generator included.
 */
const start = performance.now();
const [{ generateFiles }, { Progress }] = await Promise.all([
  import("@eks-auth/scripts/generate/generate-files.ts"),
  import("@eks-auth/scripts/generate/progress.ts"),
]);
await generateFiles(new Progress());
process.stdout.write(String(performance.now() - start));
