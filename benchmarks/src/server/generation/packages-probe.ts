/**
 * A program: generates in memory all that `npm run generate` makes, and prints how long that took, in milliseconds,
 * the loading of the generator included.
 */
const start = performance.now();
const [{ generateFiles }, { Progress }] = await Promise.all([
  import("@eks-auth/codegen"),
  import("@eks-auth/codegen/terminal"),
]);
await generateFiles(new Progress());
process.stdout.write(String(performance.now() - start));
