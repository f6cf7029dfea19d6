/** `npm start`: builds the command and runs `eks-auth dev` in this process, so that npm's signals reach it. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const program = fileURLToPath(new URL("../packages/cli/bin/eks-auth.js", import.meta.url));

const parent = process.ppid;
const turbo = ["run", "build", "--filter=@eks-auth/cli", "--output-logs=errors-only"];
// Standard output is that of the command: `--once` prints JSON.
const build = spawn("turbo", turbo, {
  cwd: root,
  stdio: ["ignore", 2, 2],
  shell: process.platform === "win32",
});
const [code] = await once(build, "exit");
// npm can have been stopped in the meantime.
if (code !== 0 || process.ppid !== parent) {
  process.exit(1);
}
process.argv.splice(1, 1, program, "dev");
await import(pathToFileURL(program).href);
