import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const probe = fileURLToPath(new URL("./import-probe.ts", import.meta.url));

/**
 * Measures once how long a fresh process takes to import modules, one after the other, `node:http` left out.
 *
 * @param modules - as this package would import them; none takes no time
 * @returns milliseconds
 */
export async function measureImport(modules: readonly string[]): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, [probe, ...modules], {
    env: { ...process.env, NODE_ENV: "production" },
  });
  return Number(stdout);
}
