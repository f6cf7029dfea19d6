import { styleText } from "node:util";
import type { LogEvent as AgentNotice, Refusal as AgentRefusal } from "@eks-auth/agent";
import type { RequestInfo } from "@eks-auth/server";
import type { Refusal } from "@eks-auth/service";

/** Tells the person at the terminal why a request was refused; the caller is told less. */
export function reportRefusal({ clusterName, requestId, answer, reason }: Refusal): void {
  const what = styleText("yellow", "refused", { stream: process.stderr });
  process.stderr.write(
    `${what}  ${answer}  cluster ${clusterName}, request ${requestId}: ${reason.message}\n`,
  );
}

/** Tells the person at the terminal why a change of the association file wasn't taken. */
export function reportProblem({ message }: Error): void {
  const what = styleText("yellow", "not taken", { stream: process.stderr });
  process.stderr.write(`${what}  The associations stay as they were before the change:\n${message}\n`);
}

/** Tells the person at the terminal of an error that nobody foresaw. */
export function reportError(error: unknown, { requestId }: RequestInfo): void {
  const what = styleText("red", "failed", { stream: process.stderr });
  const cause = error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${what}   request ${requestId}: ${cause}\n`);
}

/** Tells the person at the terminal what the agent refused by itself; what the service refused is told already. */
export function reportAgentRefusal({ client, code, reason, requestId }: AgentRefusal): void {
  if (requestId === undefined) {
    const what = styleText("yellow", "refused", { stream: process.stderr });
    process.stderr.write(`${what}  ${code}  agent, client ${client}: ${reason}\n`);
  }
}

/** Tells the person at the terminal what they should know of the agent. */
export function reportAgentNotice({ message }: AgentNotice): void {
  process.stderr.write(`agent    ${message}\n`);
}
