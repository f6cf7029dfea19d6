/**
 * Generates in memory everything that `npm run generate` writes, and prints the time that it took, in milliseconds. The
 * time includes loading the generator.
 */
const start = performance.now();
const [{ findProject, generateFiles, npxCommandLine, projectTarget }, { Progress }] = await Promise.all([
  import("@eks-auth/codegen"),
  import("@eks-auth/codegen/terminal"),
]);
const project = await findProject(import.meta.dirname, npxCommandLine);
await generateFiles(new Progress(), projectTarget(project));
process.stdout.write(String(performance.now() - start));
