/** The levels of log lines, lowest first. */
export const logLevels = ["debug", "info", "warn", "error"] as const;

/** One of {@link logLevels}. */
export type LogLevel = (typeof logLevels)[number];

/** Formats a log line: JSON with the level, the current time, the fields and the message. Undefined fields are left out. */
export function formatLogLine(level: LogLevel, fields: object, message: string): string {
  return `${JSON.stringify({ level, time: new Date().toISOString(), ...fields, msg: message })}\n`;
}
