import type { Finding } from "./fuzz.ts";

/** The most of a body, header or path that is printed: the seed makes the whole again. */
const maxLength = 2000;

/** Prints a finding with its request. Bytes of the body are written as Latin-1. */
export function printFinding({ problem, request: { origin, wire } }: Finding): string {
  const text = {
    ...wire,
    headers: wire.headers.slice(0, 50),
    body: Buffer.from(wire.body).toString("latin1"),
  };
  const json = JSON.stringify(
    text,
    (_, value) => (typeof value === "string" ? value.slice(0, maxLength) : value),
    2,
  );
  return `${problem}\n  made by: ${origin}\n  request: ${json.replaceAll("\n", "\n  ")}\n`;
}
