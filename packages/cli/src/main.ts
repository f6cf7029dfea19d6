import { run } from "./program.ts";
import { watchOutput } from "./terminal/watch-output.ts";

watchOutput();
const exitCode = await run(process.argv.slice(2));
// It may be set by now: the output failed.
process.exitCode ||= exitCode;
// What was given up on still holds the process: a proxy that never answers, a program that looks for credentials.
await Promise.all([process.stdout, process.stderr].map(writeAll));
process.exit();

function writeAll(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => void stream.write("", () => resolve()));
}
