/**
 * Shifts the clock of a Node.js process as if that of its machine was wrong: dates, and the `Date` header of its responses. Load it
 * with `--import FILE_URL?seconds=OFFSET`.
 */
import { ServerResponse } from "node:http";

const offsetMs = Number(new URL(import.meta.url).searchParams.get("seconds")) * 1000;
const RealDate = Date;

globalThis.Date = class extends RealDate {
  constructor(...parts: readonly unknown[]) {
    super(...((parts.length === 0 ? [RealDate.now() + offsetMs] : parts) as [number]));
  }

  static override now(): number {
    return RealDate.now() + offsetMs;
  }
} as DateConstructor;

// Node.js writes the header by its own clock.
const { writeHead } = ServerResponse.prototype;
ServerResponse.prototype.writeHead = function (this: ServerResponse, ...parts: unknown[]) {
  this.setHeader("date", new Date().toUTCString());
  return (writeHead as (...all: unknown[]) => ServerResponse).apply(this, parts);
};
