import { styleText } from "node:util";
import type { LogEvent as AgentEvent, Refusal as AgentRefusal } from "@eks-auth/agent";
import type { RequestInfo } from "@eks-auth/server";
import type { CompletedChange, Decision, RefusedChange, RefusedRead } from "@eks-auth/service";
import { printEvent } from "../core/output.ts";
import type { RejectedCaller } from "../serve/host-rule.ts";
import type { InjectedFault } from "./faults/faults.ts";

/** Prints why the service refused a request, with the details that the caller does not get. Grants are not printed. */
export function printDecision(decision: Decision): void {
  if (decision.outcome === "refused") {
    const { cluster, requestId, error, reason } = decision;
    print("refused", `${error}  cluster ${cluster}, request ${requestId}: ${reason.message}`);
  }
}

/** Prints that an association was changed with the EKS API. */
export function printChange({ operation, association }: CompletedChange): void {
  const { namespace, serviceAccount, roleArn, id } = association;
  print("changed", `${operation}  ${namespace}/${serviceAccount} ${roleArn} (${id})`);
}

/** Prints why the EKS API refused a request, with the details that the caller does not get. */
export function printRefusedRequest({
  operation,
  error,
  requestId,
  reason,
}: RefusedChange | RefusedRead): void {
  print("refused", `${error}  ${operation}, request ${requestId}: ${reason.message}`);
}

/** Prints that a request met a fault. */
export function printInjectedFault({ kind, requestId }: InjectedFault): void {
  print("injected", requestId === undefined ? kind : `${kind}  request ${requestId}`);
}

/** Prints that a request was rejected because of its target, its host or its origin. */
export function printRejectedCaller({ answer, message }: RejectedCaller): void {
  print("refused", `${answer}  ${message}`);
}

/** Prints why a changed association file can't be used. */
export function printAssociationProblem({ message }: Error): void {
  print("ignored", `The change is ignored; the earlier associations stay in effect:\n${message}`);
}

/** Prints an unexpected error. */
export function printError(error: unknown, { requestId }: RequestInfo): void {
  const cause = error instanceof Error ? error.stack : String(error);
  print("failed", ` request ${requestId}: ${cause}`, "red");
}

/** Prints an unexpected error of the console. */
export function printConsoleError(error: unknown): void {
  print("failed", ` console: ${error instanceof Error ? error.stack : String(error)}`, "red");
}

/** Prints why the agent itself refused a request. If the service refused it, {@link printDecision} has printed that. */
export function printAgentRefusal({ client, code, message, requestId }: AgentRefusal): void {
  if (requestId === undefined) {
    print("refused", `${code}  agent, client ${client}: ${message}`);
  }
}

/** Prints an event of the agent that the user should know. */
export function printAgentEvent({ message }: AgentEvent): void {
  printEvent(`agent    ${message}\n`);
}

function print(label: string, text: string, colour: "yellow" | "red" = "yellow"): void {
  printEvent(`${styleText(colour, label, { stream: process.stderr })}  ${text}\n`);
}
