import { createStandardDestination, type LogDestination } from "./log-destination.ts";
import { type LineLimits, LogLimiter } from "./log-limiter.ts";
import { formatLogLine, type LogLevel, logLevels } from "./log-line.ts";
import { LogSink } from "./log-sink.ts";

/** Writes JSON log lines. Only records wait for the system to take them. */
export class JsonLogger {
  readonly #lowest: number;
  readonly #getTraceId: (() => string | undefined) | undefined;
  readonly #destination: LogDestination;
  readonly #sink: LogSink;

  /**
   * @param level - the lowest level to log
   * @param getTraceId - the ID of the current trace, which is added to each line
   * @param destination - standard error by default
   */
  constructor(
    level: LogLevel,
    getTraceId?: () => string | undefined,
    destination: LogDestination = createStandardDestination("standard error"),
  ) {
    this.#lowest = logLevels.indexOf(level);
    this.#getTraceId = getTraceId;
    this.#destination = destination;
    this.#sink = new LogSink(destination, (lost) => {
      const message = `Lines were lost: ${destination.name} was full or could not be written. Check the program and the disk that it goes to.`;
      return formatLogLine("error", { code: "log_lines_lost", lost }, message);
    });
  }

  /** How many lines were lost since the start. */
  get lostLines(): number {
    return this.#sink.lostLines;
  }

  /** Whether the next record would fail at once, because earlier ones failed. */
  get isFailing(): boolean {
    return this.#sink.isFailing;
  }

  /** Whether lines of a level are logged. Those that are not must not count for a limit. */
  isLogged(level: LogLevel): boolean {
    return logLevels.indexOf(level) >= this.#lowest;
  }

  /**
   * Logs an event. It is dropped and counted if the destination is not read.
   *
   * @param kind - a short fixed name, by which dropped lines are counted
   */
  logEvent(kind: string, level: LogLevel, fields: object, message: string): void {
    const line = this.#format(level, fields, message);
    if (line !== undefined) {
      this.#sink.writeEvent(kind, line);
    }
  }

  /**
   * Logs a record.
   *
   * @returns undefined when the system has it, or if the level is not logged; otherwise what failed and the fix
   */
  async logRecord(
    kind: string,
    level: LogLevel,
    fields: object,
    message: string,
  ): Promise<string | undefined> {
    const line = this.#format(level, fields, message);
    const failure = line === undefined ? undefined : await this.#sink.writeRecord(kind, line);
    return failure === undefined ? undefined : this.#destination.describeFailure(failure);
  }

  /**
   * Creates a limiter for lines that clients cause. A line each minute has the number of those that it did not allow.
   *
   * @param fields - further fields of that line
   * @param limits - by default 10 lines for a source and code, and 100 together
   */
  createLimiter(fields: object = {}, limits?: LineLimits): LogLimiter {
    return new LogLimiter((counts) => {
      const summary = { code: "lines_not_logged", ...fields, counts };
      this.logEvent("event", "warn", summary, "more of these happened in the last minute");
    }, limits);
  }

  /** Waits up to 500 ms until everything is written. */
  close(): Promise<void> {
    return this.#sink.close(500);
  }

  /** @returns undefined if the level is not logged */
  #format(level: LogLevel, fields: object, message: string): string | undefined {
    return this.isLogged(level)
      ? formatLogLine(level, { traceId: this.#getTraceId?.(), ...fields }, message)
      : undefined;
  }
}
