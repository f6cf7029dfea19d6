import { formatTable } from "@eks-auth/codegen/terminal";
import type { Finding } from "./fuzz.ts";
import { type Growth, isTooSteep } from "./growth.ts";
import type { ResponseFinding } from "./responses/fuzz-responses.ts";

/** The longest part of a body, header or path to print. The seed reproduces the rest. */
const maxLength = 2000;

/** Formats a finding with its request. The bytes of the body are printed as Latin-1. */
export function formatFinding({ problem, request: { origin, wire } }: Finding): string {
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

/** Formats a finding with its response. The bytes are printed as Latin-1. */
export function formatResponseFinding({ problem, transport, operation, bytes }: ResponseFinding): string {
  const text = Buffer.from(bytes).toString("latin1").slice(0, maxLength);
  return `${problem}\n  ${operation} with ${transport}\n  response: ${JSON.stringify(text)}\n`;
}

/** Formats the growth of each family as a table. */
export function formatGrowth(growths: readonly Growth[]): string {
  const rows = growths.map((growth) => {
    const { family, size, times, ratios } = growth;
    const numbers = [...times, ...ratios].map((it) => it.toFixed(2));
    return [family, String(size), ...numbers, isTooSteep(growth) ? "too steep" : ""];
  });
  return formatTable(["family", "n", "ms at n", "at 2n", "at 4n", "2n/n", "4n/2n", ""], rows, "right");
}
