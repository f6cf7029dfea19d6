import type { Notice, Refusal } from "@eks-auth/agent";
import { writeLine } from "../write-line.ts";

/** Tells the person at the terminal why the command got no credentials. */
export function reportRefusal({ code, reason, requestId }: Refusal): void {
  const request = requestId === undefined ? "" : ` (request ${requestId})`;
  writeLine("refused", `${code}: ${reason}${request}`);
}

/** Tells the person at the terminal what else happened to the credentials. */
export function reportNotice({ level, message }: Notice): void {
  if (level !== "info") {
    writeLine(level === "warn" ? "warning" : "error", message);
  }
}
