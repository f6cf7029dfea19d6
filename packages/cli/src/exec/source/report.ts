import type { LogEvent, Refusal } from "@eks-auth/agent";
import { explainCredentialsProblem } from "../../upstream/explain-credentials-problem.ts";
import { writeLine } from "../write-line.ts";

/** Tells the person at the terminal why the command got no credentials. */
export function reportRefusal({ code, reason, requestId, credentialsProblem }: Refusal): void {
  const request = requestId === undefined ? "" : ` (request ${requestId})`;
  writeLine("refused", withProblem(`${code}: ${reason}${request}`, credentialsProblem));
}

/** Tells the person at the terminal what else happened to the credentials. */
export function reportNotice({ level, message, credentialsProblem }: LogEvent): void {
  if (level !== "info") {
    writeLine(level === "warn" ? "warning" : "error", withProblem(message, credentialsProblem));
  }
}

function withProblem(text: string, credentialsProblem: string | undefined): string {
  const problem = explainCredentialsProblem(credentialsProblem);
  return problem === undefined ? text : `${text} ${problem}`;
}
