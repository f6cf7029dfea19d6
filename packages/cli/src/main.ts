import { setTimeout } from "node:timers/promises";
import { exit } from "./core/exit.ts";
import { hasStopSignal } from "./core/stop-signal.ts";
import { run } from "./program.ts";

/** How long a command that was stopped waits for the readers of its output, in milliseconds. */
const flushLimitMs = 500;

handleOutputErrors();
const exitCode = await run(process.argv.slice(2));
// An output error may have set it already.
process.exitCode ||= exitCode;
// Abandoned work can keep the process alive: a proxy or a file system that does not respond, a credential_process.
await Promise.race([
  Promise.all([process.stdout, process.stderr].map(flush)),
  ...(hasStopSignal() ? [setTimeout(flushLimitMs)] : []),
]);
await exit();

function flush(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => void stream.write("", () => resolve()));
}

/**
 * Keeps output errors from crashing the process. If the reader goes away (EPIPE, as with `| head`), the command runs
 * on. If standard output fails for another reason, such as a full disk, the command reports it on standard error,
 * stops as it does on SIGTERM, and exits with 1. Errors of standard error are ignored, since there is nowhere to
 * report them.
 */
function handleOutputErrors(): void {
  process.stderr.on("error", () => {});
  let isReported = false;
  process.stdout.on("error", ({ code }: NodeJS.ErrnoException) => {
    if (code === "EPIPE" || isReported) {
      return;
    }
    isReported = true;
    process.exitCode = 1;
    process.stderr.write(
      `error: standard output can't be written (${code}). Check the file or the disk that it goes to.\n`,
    );
    // Long-running commands listen for it and clean up. The others end anyway.
    process.emit("SIGTERM", "SIGTERM");
  });
}
