import { destination, type Logger, pino, stdTimeFunctions } from "pino";

/**
 * Makes a logger that writes a line of JSON for each record to standard error.
 *
 * @param level - the least severe records to write: `debug`, `info`, `warn`, `error`
 */
export function createLogger(level: string): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination({ dest: 2, sync: true }),
  );
}
