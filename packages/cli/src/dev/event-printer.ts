import { styleText } from "node:util";
import type { LogEvent as AgentEvent, Refusal as AgentRefusal } from "@eks-auth/agent";
import type { RequestInfo } from "@eks-auth/server";
import type { CompletedChange, Decision, RefusedChange, RefusedRead, UnknownChange } from "@eks-auth/service";
import type { RejectedCaller } from "../serve/host-rule.ts";
import type { InjectedFault } from "./faults/faults.ts";

/** Prints the events of a development environment. */
export class EventPrinter {
  readonly #write: (text: string) => void;

  /** @param write - gets one or more lines, each with its line break */
  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  /** Prints why the service refused a request, with the details that the caller does not get. Grants are not printed. */
  readonly printDecision = (decision: Decision): void => {
    if (decision.outcome === "refused") {
      const { cluster, requestId, error, reason } = decision;
      this.#print("refused", `${error}  cluster ${cluster}, request ${requestId}: ${reason.message}`);
    }
  };

  /** Prints that an association was changed with the EKS API. */
  readonly printChange = ({ operation, association }: CompletedChange): void => {
    const { namespace, serviceAccount, roleArn, id } = association;
    this.#print("changed", `${operation}  ${namespace}/${serviceAccount} ${roleArn} (${id})`);
  };

  /** Prints why the EKS API refused a request, with the details that the caller does not get. */
  readonly printRefusedRequest = ({
    operation,
    error,
    requestId,
    reason,
  }: RefusedChange | RefusedRead | UnknownChange): void => {
    this.#print("refused", `${error}  ${operation}, request ${requestId}: ${reason.message}`);
  };

  /** Prints that a request met a fault. */
  readonly printInjectedFault = ({ kind, requestId }: InjectedFault): void => {
    this.#print("injected", requestId === undefined ? kind : `${kind}  request ${requestId}`);
  };

  /** Prints that a request was rejected because of its target, its host or its origin. */
  readonly printRejectedCaller = ({ answer, message }: RejectedCaller): void => {
    this.#print("refused", `${answer}  ${message}`);
  };

  /** Prints why a changed association file can't be used. */
  readonly printAssociationProblem = ({ message }: Error): void => {
    this.#print("ignored", `The change is ignored; the earlier associations stay in effect:\n${message}`);
  };

  /** Prints an unexpected error. */
  readonly printError = (error: unknown, { requestId }: RequestInfo): void => {
    const cause = error instanceof Error ? error.stack : String(error);
    this.#print("failed", ` request ${requestId}: ${cause}`, "red");
  };

  /** Prints an unexpected error of the console. */
  readonly printConsoleError = (error: unknown): void => {
    this.#print("failed", ` console: ${error instanceof Error ? error.stack : String(error)}`, "red");
  };

  /** Prints why the agent itself refused a request. If the service refused it, {@link printDecision} has printed that. */
  readonly printAgentRefusal = ({ client, code, message, requestId }: AgentRefusal): void => {
    if (requestId === undefined) {
      this.#print("refused", `${code}  agent, client ${client}: ${message}`);
    }
  };

  /** Prints an event of the agent that the user should know. */
  readonly printAgentEvent = ({ message }: AgentEvent): void => {
    this.#write(`agent    ${message}\n`);
  };

  #print(label: string, text: string, colour: "yellow" | "red" = "yellow"): void {
    this.#write(`${styleText(colour, label, { stream: process.stderr })}  ${text}\n`);
  }
}
