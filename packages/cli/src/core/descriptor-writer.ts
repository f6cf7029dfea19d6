import { constants, fstatSync, openSync, write, writeSync } from "node:fs";
import { isatty } from "node:tty";
import { promisify } from "node:util";

/**
 * Writes bytes without blocking the event loop.
 *
 * @returns how many bytes the system took; a promise if that takes time
 * @throws the system's error: EAGAIN if a pipe is full, EPIPE if it has no reader, ENOSPC if a disk is full
 */
export type WriteBytes = (bytes: Uint8Array) => number | Promise<number>;

/**
 * Creates a writer for a file descriptor.
 *
 * @param fd - if it is a pipe or a socket, it must be non-blocking
 */
export function createDescriptorWriter(fd: number): WriteBytes {
  if (fstatSync(fd).isFile()) {
    return writeInThreadPool(fd);
  }
  if (!isatty(fd)) {
    return (bytes) => writeSync(fd, bytes);
  }
  // A terminal takes nothing after Ctrl-S.
  const own = reopen(fd);
  return own === undefined ? writeInThreadPool(fd) : (bytes) => writeSync(own, bytes);
}

const { O_WRONLY, O_NONBLOCK, O_NOCTTY } = constants;

/**
 * Opens a descriptor's terminal again without blocking. The shell shares the descriptor itself, so it must stay as it is.
 *
 * @returns undefined on systems other than Linux
 */
function reopen(fd: number): number | undefined {
  try {
    return openSync(`/proc/self/fd/${fd}`, O_WRONLY | O_NONBLOCK | O_NOCTTY);
  } catch {
    return undefined;
  }
}

/** For files, which are always blocking: a disk or a network file system can hang. */
function writeInThreadPool(fd: number): WriteBytes {
  const writeAsync = promisify(write);
  return async (bytes) => (await writeAsync(fd, bytes)).bytesWritten;
}
