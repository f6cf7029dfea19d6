import { createDescriptorWriter } from "./descriptor-writer.ts";

/** How long a record can wait until the system takes it. An operation has 950 ms, and the call to STS comes before. */
export const recordTimeoutMs = 500;

/** Where log lines go. Only one call is made at a time. */
export interface LogDestination {
  /** Names it in messages: `standard error`, or the path of a file. */
  readonly name: string;
  /**
   * Writes bytes without blocking the event loop.
   *
   * @returns how many bytes the system took; a promise if that takes time
   * @throws the system's error: EAGAIN if a pipe is full, EPIPE if it has no reader, ENOSPC if a disk is full
   */
  write(bytes: Uint8Array): number | Promise<number>;
  /**
   * Prepares for bytes that start with a new line. A file can be opened again here.
   *
   * @param isTorn - whether what was written last ends within a line whose rest will not be written
   * @returns whether that is still so
   * @throws as {@link write}
   */
  startLine?(isTorn: boolean): boolean | Promise<boolean>;
  /** Describes a failure and its fix, by the system's code: "Standard error can't be written (EPIPE). …". */
  describeFailure(code: string): string;
}

/** Creates the destination of standard error or standard output. */
export function createStandardDestination(name: "standard error" | "standard output"): LogDestination {
  // Creating its stream makes a pipe or a socket non-blocking; Node.js undoes that when the process ends.
  const { fd } = name === "standard error" ? process.stderr : process.stdout;
  const subject = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  return {
    name,
    write: createDescriptorWriter(fd),
    describeFailure: (code) =>
      code === "ETIMEDOUT"
        ? `${subject} was not read within ${recordTimeoutMs} ms. Check the program that it goes to.`
        : `${subject} can't be written (${code}). Check the program or the disk that it goes to.`,
  };
}
