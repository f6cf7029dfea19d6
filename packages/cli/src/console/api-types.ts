/** What the console's server sends to its page, as JSON. The page is compiled without Node.js, so this file imports nothing that needs it. */
import type { FaultKind } from "../dev/faults/fault-kinds.ts";

/** An exchange, or a fault that replaced one. */
export interface Exchange {
  /** Ascending; an exchange with a known number replaces the one before. */
  readonly number: number;
  /** Undefined for a fault of the agent. */
  readonly requestId: string | undefined;
  /** ISO 8601. */
  readonly time: string;
  readonly outcome: "granted" | "refused" | "fault";
  readonly cluster: string | undefined;
  readonly pod: ExchangePod | undefined;
  /** The name of the caller that the service authenticated. */
  readonly caller: string | undefined;
  readonly clientAddress: string | undefined;
  readonly refusal: ExchangeRefusal | undefined;
  /** The fault that was injected. */
  readonly fault: FaultKind | undefined;
  readonly checks: readonly TokenCheckResult[];
  readonly association: ExchangeAssociation | undefined;
  readonly considered: Considered | undefined;
  readonly session: ExchangeSession | undefined;
}

/** The pod, if its token was verified. */
export interface ExchangePod {
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly name: string;
  readonly uid: string;
  readonly node: string | undefined;
}

/** Why a pod got no credentials. */
export interface ExchangeRefusal {
  /** The name of the error that the caller got. */
  readonly error: string;
  readonly code: string;
  readonly message: string;
  /** How to fix it. */
  readonly fix: string;
}

/** One check of the token. */
export interface TokenCheckResult {
  readonly check: string;
  readonly status: "passed" | "failed" | "not reached";
  readonly message: string;
}

/** The association that was used. */
export interface ExchangeAssociation {
  readonly id: string;
  readonly roleArn: string;
  readonly targetRoleArn: string | undefined;
}

/** The associations that were compared with the pod. */
export interface Considered {
  readonly closest: readonly ConsideredNames[];
  readonly omitted: number;
  readonly isComplete: boolean;
}

/** An association, and why it is used or not. */
export interface ConsideredNames {
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly verdict: "used" | "less_specific" | "not_usable" | "other_service_account" | "other_namespace";
}

/** The session that the credentials are for. */
export interface ExchangeSession {
  /** Undefined if no credentials were issued. */
  readonly name: string | undefined;
  readonly assumedRoleArn: string | undefined;
  /** When the credentials expire, ISO 8601; undefined if none were issued. */
  readonly expiration: string | undefined;
  readonly durationSeconds: number;
  readonly tags: Readonly<Record<string, string>> | undefined;
  readonly policy: string | undefined;
}

/** The first event of a stream: everything that the console knows. */
export interface ConsoleState {
  /** `serve` is read-only. */
  readonly mode: "dev" | "serve";
  /** The exchanges that are remembered, the oldest first. */
  readonly exchanges: readonly Exchange[];
  /** How many exchanges were not recorded, because there were too many a second. */
  readonly skipped: number;
  readonly dev: DevState | undefined;
}

/** What only a development environment has. */
export interface DevState {
  readonly cluster: string;
  readonly region: string;
  readonly accountId: string;
  readonly endpoint: string;
  readonly agentUrl: string;
  readonly faults: FaultRates;
}

/** The faults that are on. */
export type FaultRates = Readonly<
  Partial<Record<FaultKind, { readonly rate: number; readonly ms?: number | undefined }>>
>;

/** A token file. The token itself is never sent. */
export interface TokenFileInfo {
  /** `sample` for the file that `eks-auth dev` writes itself. */
  readonly id: string;
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly podName: string;
  readonly audience: string;
  readonly path: string;
  /** Lines for a POSIX shell that make AWS SDKs use the file. */
  readonly exports: string;
}

/** A pod to mint a token for. */
export interface NewToken {
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly podName: string;
  readonly audience: string;
}

/** The result of an exchange that the page asked for. The exchange itself arrives as an event. */
export interface ExchangeResult {
  readonly requestId: string | undefined;
  readonly outcome: "granted" | "refused";
  readonly message: string;
}

/** An association, as the page shows and edits it. */
export interface AssociationInfo {
  readonly id: string;
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly roleArn: string;
  readonly targetRoleArn: string | undefined;
  readonly disableSessionTags: boolean;
}

/** What the page can set of an association. */
export type AssociationFields = Omit<AssociationInfo, "id">;

/** A part of the associations. */
export interface AssociationList {
  readonly associations: readonly AssociationInfo[];
  readonly hasMore: boolean;
}

/** Why a request of the page failed. */
export interface ConsoleFailure {
  readonly code: string;
  readonly message: string;
}
