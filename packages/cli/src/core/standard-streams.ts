import { fstatSync, writeSync } from "node:fs";

/** A stream of the process. */
export type StandardStream = "stdout" | "stderr";

const descriptors: Readonly<Record<StandardStream, number>> = { stdout: 1, stderr: 2 };

const defaultWidth = 80;

let isOpen = false;

/**
 * Opens standard output and standard error, and keeps their errors from crashing the process. If the reader goes away
 * (EPIPE, as with `| head`), the command runs on. If standard output fails for another reason, such as a full disk, the
 * command reports it on standard error, stops as it does on SIGTERM, and exits with 1. Errors of standard error are
 * ignored, since there is nowhere to report them.
 */
export function openStandardStreams(): void {
  if (isOpen) {
    return;
  }
  isOpen = true;
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

/** Waits until what was written has reached the system. */
export async function flushStandardStreams(): Promise<void> {
  if (isOpen) {
    await Promise.all([process.stdout, process.stderr].map(flush));
  }
}

function flush(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => void stream.write("", () => resolve()));
}

/**
 * Writes text before a command runs: help, or what is wrong with the arguments. To a file or a pipe it needs no stream,
 * whose modules take a fifth as long to load as Node.js takes to start.
 */
export function writeText(name: StandardStream, text: string): void {
  const bytes = Buffer.from(text);
  const rest = isOpen || !isFileOrPipe(name) ? bytes : bytes.subarray(writeDirectly(name, bytes));
  if (rest.length > 0) {
    openStandardStreams();
    process[name].write(rest);
  }
}

/** Returns how wide text can be: the columns of the terminal, or 80 without one. */
export function findWidth(name: StandardStream): number {
  if (!isOpen && isFileOrPipe(name)) {
    return defaultWidth;
  }
  openStandardStreams();
  return process[name].columns || defaultWidth;
}

function isFileOrPipe(name: StandardStream): boolean {
  try {
    const stats = fstatSync(descriptors[name]);
    return stats.isFile() || stats.isFIFO() || stats.isSocket();
  } catch {
    return false;
  }
}

/** @returns how many bytes were written. If that is not all, the stream waits, or reports the error. */
function writeDirectly(name: StandardStream, bytes: Buffer): number {
  let written = 0;
  try {
    while (written < bytes.length) {
      written += writeSync(descriptors[name], bytes, written);
    }
  } catch {}
  return written;
}
