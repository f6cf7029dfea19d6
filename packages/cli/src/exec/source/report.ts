import type { Notice, Refusal } from "@eks-auth/agent";
import { explainCredentialsProblem } from "../../upstream/explain-credentials-problem.ts";
import { writeLine } from "../write-line.ts";

/** Tells the person at the terminal why the command got no credentials. */
export function reportRefusal({ code, reason, requestId, credentialsProblem }: Refusal): void {
  const request = requestId === undefined ? "" : ` (request ${requestId})`;
  const problem = explainCredentialsProblem(credentialsProblem);
  writeLine("refused", `${code}: ${reason}${request}${problem === undefined ? "" : ` ${problem}`}`);
}

/** Tells the person at the terminal what else happened to the credentials. */
export function reportNotice({ level, message }: Notice): void {
  if (level !== "info") {
    writeLine(level === "warn" ? "warning" : "error", message);
  }
}
