/**
 * Says on standard error that something is built, which can take minutes, and how long it took.
 *
 * @param what - is built, from what: `kubelab from source`
 */
export async function reportBuild<T>(what: string, build: () => Promise<T>): Promise<T> {
  const start = performance.now();
  process.stderr.write(`Building ${what}: up to some minutes, once.\n`);
  const built = await build();
  process.stderr.write(`Built ${what} in ${Math.round((performance.now() - start) / 1_000)} s.\n`);
  return built;
}
