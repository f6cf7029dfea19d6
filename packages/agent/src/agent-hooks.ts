import type { PodIdentity } from "./token/pod-token.ts";

/** A pod got new credentials. */
export interface Grant {
  /** The pod by its token. */
  readonly pod: PodIdentity;
  readonly associationId: string;
  /** The account of the assumed role. */
  readonly accountId: string;
  /** When the credentials end. */
  readonly expiration: Date;
  /** What the EKS Auth API calls the request in its own records. */
  readonly requestId: string | undefined;
  /** Whether they were got ahead, before the pod asked. */
  readonly renewal: boolean;
}

/** A request wasn't answered with credentials. */
export interface Refusal {
  /** The address that it came from. */
  readonly client: string;
  /** The pod by its token, where there is one. */
  readonly pod: PodIdentity | undefined;
  readonly status: number;
  readonly code: string;
  /** What the client was told. */
  readonly reason: string;
  /** What the EKS Auth API calls the request in its own records, where it refused. */
  readonly requestId: string | undefined;
  /** Why the agent has no AWS credentials of its own, where that is the reason. The client wasn't told. */
  readonly credentialsProblem: string | undefined;
}

/** Something that an operator should know. */
export interface LogEvent {
  readonly level: "info" | "warn" | "error";
  readonly message: string;
  /** The pod that it is about, where it is about one. */
  readonly pod?: PodIdentity | undefined;
  /** Why the agent has no AWS credentials of its own, where that is the reason. */
  readonly credentialsProblem?: string | undefined;
}

/** Is told what the agent does. Nothing that it is told holds a token or a secret. */
export interface AgentHooks {
  readonly onGrant?: (issue: Grant) => void;
  /** Not for requests above a limit or of another path: those are only counted. */
  readonly onRefusal?: (refusal: Refusal) => void;
  readonly onLogEvent?: (notice: LogEvent) => void;
}
