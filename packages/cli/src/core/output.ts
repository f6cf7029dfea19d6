import { stripVTControlCharacters, styleText } from "node:util";
import { createStandardDestination } from "./log-destination.ts";
import { LogSink } from "./log-sink.ts";

/**
 * Formats a table with aligned columns.
 *
 * @param rows - each with as many cells as there are headings
 */
export function formatTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [headings, ...rows];
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const padded = lines.map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)));
  return padded.map((cells) => `${cells.join("  ").trimEnd()}\n`).join("");
}

/** Formats JSON as every `--json` option prints it. */
export function formatJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Makes text bold if standard output is a terminal. */
export function bold(text: string): string {
  return styleText("bold", text, { stream: process.stdout });
}

/**
 * Prints a note to standard error, in one line among the output of the program that `exec` runs.
 *
 * @param kind - `warning` for example; coloured on a terminal
 */
export function printNote(kind: string, message: string): void {
  printEvent(formatNote(kind, message));
}

/** Formats the line of a note. */
export function formatNote(kind: string, message: string): string {
  const text = stripVTControlCharacters(message).replace(/\s*\n\s*/g, " ");
  return `${styleText("yellow", `eks-auth: ${kind}`, { stream: process.stderr })}  ${text}\n`;
}

let events: LogSink | undefined;

/** Prints an event of a running command to standard error. It does not wait for a reader, and can drop the text then. */
export function printEvent(text: string): void {
  events ??= new LogSink(
    createStandardDestination("standard error"),
    ({ event }) => `eks-auth: ${event} messages were lost: standard error was not read.\n`,
  );
  events.writeEvent("event", text);
}

/**
 * Quotes text for a POSIX shell, if it needs quotes.
 *
 * @see https://pubs.opengroup.org/onlinepubs/9699919799/utilities/V3_chap02.html#tag_18_02_02
 */
export function quoteForShell(text: string): string {
  return /^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
