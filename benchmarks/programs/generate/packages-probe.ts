/**
 * Generates in memory everything that `npm run generate` writes, and prints the time that it took, in milliseconds. The
 * time includes loading the generator.
 */
const start = performance.now();
const [{ findProject, generateFiles, projectTarget }, { Progress }] = await Promise.all([
  import("@eks-auth/codegen"),
  import("@eks-auth/codegen/terminal"),
]);
await generateFiles(new Progress(), projectTarget(await findProject(import.meta.dirname)));
process.stdout.write(String(performance.now() - start));
