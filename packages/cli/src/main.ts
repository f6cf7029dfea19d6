import { run } from "./program.ts";

handleOutputErrors();
const exitCode = await run(process.argv.slice(2));
// It may be set by now: the output failed.
process.exitCode ||= exitCode;
// What was given up on still holds the process: a proxy that never answers, a program that looks for credentials.
await Promise.all([process.stdout, process.stderr].map(writeAll));
process.exit();

function writeAll(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => void stream.write("", () => resolve()));
}

/**
 * Keeps a failing output from ending the process. Whoever reads it may go away, `head` for one: that must not end a server,
 * nor keep it from cleaning up. Where standard output can't be written for another reason, a full disk for one, standard
 * error says so, the command ends as a signal ends it, and the exit code is 1. Where standard error can't be written
 * there is nobody to tell.
 */
export function handleOutputErrors(): void {
  process.stderr.on("error", () => {});
  let isTold = false;
  process.stdout.on("error", ({ code }: NodeJS.ErrnoException) => {
    if (code === "EPIPE" || isTold) {
      return;
    }
    isTold = true;
    process.exitCode = 1;
    process.stderr.write(
      `error: standard output can't be written (${code}). Check the file or the disk that it goes to.\n`,
    );
    // A command that runs on has a listener, which cleans up. The others end by themselves.
    process.emit("SIGTERM", "SIGTERM");
  });
}
