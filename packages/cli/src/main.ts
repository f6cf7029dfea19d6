import { run } from "./program.ts";
import { watchOutput } from "./terminal/watch-output.ts";

watchOutput();
const exitCode = await run(process.argv.slice(2));
// It may be set by now: the output failed.
process.exitCode ||= exitCode;
