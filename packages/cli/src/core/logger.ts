import { destination, type Logger, pino, stdTimeFunctions } from "pino";

/**
 * Creates a logger that writes JSON lines to standard error.
 *
 * @param level - the lowest level to log: `debug`, `info`, `warn`, `error`
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
