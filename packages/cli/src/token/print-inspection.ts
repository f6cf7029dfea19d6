import { styleText } from "node:util";
import type { InspectedCheck, TokenInspection } from "@eks-auth/service";

const colours: Readonly<Record<InspectedCheck["status"], "green" | "red" | "dim">> = {
  passed: "green",
  failed: "red",
  "not reached": "dim",
};

/**
 * Writes how a token's inspection went for a person: a line for each check, and one for the whole.
 *
 * @param stream - where it will be printed; there is colour on a terminal alone
 */
export function printInspection(
  { accepted, checks }: TokenInspection,
  stream: NodeJS.WritableStream,
): string {
  const widths = {
    check: Math.max(...checks.map(({ check }) => check.length)),
    status: Math.max(...checks.map(({ status }) => status.length)),
  };
  const lines = checks.map(({ check, status, message }) => {
    const mark = styleText(colours[status], status.padEnd(widths.status), { stream });
    return `${mark}  ${check.padEnd(widths.check)}  ${message}\n`;
  });
  const verdict = accepted
    ? styleText("green", "The token would be accepted.", { stream })
    : styleText("red", "The token would be refused.", { stream });
  return `${lines.join("")}\n${verdict}\n`;
}
