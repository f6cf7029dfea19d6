import { styleText } from "node:util";
import type { LogEvent as AgentEvent, Refusal as AgentRefusal } from "@eks-auth/agent";
import type { RequestInfo } from "@eks-auth/server";
import type { Refusal } from "@eks-auth/service";

/** Prints why the service refused a request, with the details that the caller does not get. */
export function printRefusal({ clusterName, requestId, error, reason }: Refusal): void {
  const label = styleText("yellow", "refused", { stream: process.stderr });
  process.stderr.write(
    `${label}  ${error}  cluster ${clusterName}, request ${requestId}: ${reason.message}\n`,
  );
}

/** Prints why a changed association file can't be used. */
export function printAssociationProblem({ message }: Error): void {
  const label = styleText("yellow", "ignored", { stream: process.stderr });
  process.stderr.write(
    `${label}  The change is ignored; the earlier associations stay in effect:\n${message}\n`,
  );
}

/** Prints an unexpected error. */
export function printError(error: unknown, { requestId }: RequestInfo): void {
  const label = styleText("red", "failed", { stream: process.stderr });
  const cause = error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${label}   request ${requestId}: ${cause}\n`);
}

/** Prints why the agent itself refused a request. If the service refused it, {@link printRefusal} has printed that. */
export function printAgentRefusal({ client, code, message, requestId }: AgentRefusal): void {
  if (requestId === undefined) {
    const label = styleText("yellow", "refused", { stream: process.stderr });
    process.stderr.write(`${label}  ${code}  agent, client ${client}: ${message}\n`);
  }
}

/** Prints an event of the agent that the user should know. */
export function printAgentEvent({ message }: AgentEvent): void {
  process.stderr.write(`agent    ${message}\n`);
}
