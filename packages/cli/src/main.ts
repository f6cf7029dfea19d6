import { setTimeout } from "node:timers/promises";
import { exit } from "./core/exit.ts";
import { flushStandardStreams } from "./core/standard-streams.ts";
import { hasStopSignal } from "./core/stop-signal.ts";
import { run } from "./program.ts";

/** How long a command that was stopped waits for the readers of its output, in milliseconds. */
const flushLimitMs = 500;

const exitCode = await run(process.argv.slice(2));
// An output error may have set it already.
process.exitCode ||= exitCode;
// Abandoned work can keep the process alive: a proxy or a file system that does not respond, a credential_process.
await Promise.race([flushStandardStreams(), ...(hasStopSignal() ? [setTimeout(flushLimitMs)] : [])]);
await exit();
