import type { PodToken } from "@eks-auth/agent/token";
import { redactSecrets } from "@eks-auth/server-runtime/redact-secrets";
import type { AssociationStore, TokenIssuer } from "@eks-auth/service";
import type { Finding } from "../findings/finding.ts";
import type { FindingCode } from "../findings/finding-codes.ts";
import type { Environment } from "../sdk-environment/agent-variables.ts";
import type { Configuration } from "./configuration.ts";

/** The names of the checks, in the order in which they run. */
export const checkNames = [
  "variables",
  "token file",
  "agent",
  "server",
  "keys",
  "association",
  "exchange",
  "STS",
] as const;

/** The name of a check. */
export type CheckName = (typeof checkNames)[number];

/** What checks need and find out. */
export interface Facts {
  readonly tokenFile: string;
  readonly agentUrl: URL;
  readonly token: PodToken;
  readonly endpoint: URL;
  readonly configuration: Configuration;
  /** The name of the pod's cluster in the server's configuration. */
  readonly clusterName: string;
  /** The cluster that the token is from, as far as that can be found out without its keys. */
  readonly tokenCluster: string;
  /** The issuer of the cluster, whose keys have verified the token. */
  readonly issuer: TokenIssuer;
  /** The associations of the cluster, of which one is for the pod. */
  readonly associations: AssociationStore;
  readonly credentials: ReceivedCredentials;
  /** Whose the credentials are, as STS says. */
  readonly callerArn: string;
}

/** The name of a fact. */
export type FactName = keyof Facts;

/** The facts that a check gets: all that it needs, and others if they are known. */
export type FactsWith<Needs extends FactName> = Partial<Facts> & Pick<Facts, Needs>;

/** What the user gave: options and environment variables. */
export interface DoctorInput {
  readonly options: DoctorOptions;
  readonly environment: Environment;
}

/** A check of one step. It runs if the facts that it needs are known. */
export interface Check<Needs extends FactName = FactName> {
  readonly name: CheckName;
  /** The facts without which it can't run. */
  readonly needs: readonly Needs[];
  /** The facts that it finds out if it succeeds. */
  readonly provides: readonly FactName[];
  run(facts: FactsWith<Needs>, input: DoctorInput): Promise<CheckResult>;
}

/** The result of a check. */
export interface CheckResult {
  readonly finding: Finding;
  readonly facts?: Partial<Facts> | undefined;
  /** Why the agent or the server gave no credentials; it can be about another check. */
  readonly errorResponse?: ErrorResponse | undefined;
}

/** Creates the result of a failed check. */
export function fail(code: FindingCode, found: string, remedy: string): CheckResult {
  return { finding: { status: "failed", code, found, remedy } };
}

/** Creates the result of a check with a warning. */
export function warn(code: FindingCode, found: string, remedy: string): CheckResult {
  return { finding: { status: "warning", code, found, remedy } };
}

/** Who sent an error response. */
export type Responder = "agent" | "server";

/** A response with an error instead of credentials. */
export interface ErrorResponse {
  /** Who was asked. An agent also passes errors of its server on. */
  readonly by: Responder;
  readonly status: number;
  /** The error's name on the wire: `InvalidTokenException`. */
  readonly code: string;
  /** The reason codes of the agent and the server, the most precise first. AWS sends none. */
  readonly reasons: readonly string[];
  /** The message, safe to print. */
  readonly message: string;
  /** The cluster that the server was asked for. AWS's agent does not say it. */
  readonly cluster?: string | undefined;
  /** The clock that is off, if it matters. */
  readonly clock?: string | undefined;
}

/** The options of `eks-auth doctor`; see its help. */
export interface DoctorOptions {
  readonly tokenFile?: string;
  readonly agent?: URL;
  readonly endpoint?: URL;
  readonly config?: string;
  readonly cluster?: string;
  readonly caFile?: string;
  readonly callerTokenFile?: string;
  readonly clientCertificateFile?: string;
  readonly clientKeyFile?: string;
  readonly json?: boolean;
}

/** Credentials that the pod's token was exchanged for. */
export interface ReceivedCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
  /** Whose they are, in words. */
  readonly owner: string;
}

/** Something that keeps AWS SDKs from using the agent. */
export interface Issue {
  readonly code: FindingCode;
  readonly found: string;
  readonly remedy: string;
}

/** Combines several issues into one finding. Its code is that of the first. */
export function toFinding(status: "failed" | "warning", issues: readonly [Issue, ...Issue[]]): Finding {
  return {
    status,
    code: issues[0].code,
    found: issues.map(({ found }) => found).join(" "),
    remedy: issues.map(({ remedy }) => remedy).join(" "),
  };
}

const maxQuotedLength = 300;

/**
 * Makes text from the network safe to print: replaces secrets and characters that a terminal could interpret, and limits
 * the length.
 */
export function quoteRemote(
  text: string,
  secrets: readonly string[],
  maxLength: number = maxQuotedLength,
): string {
  const printable = redactSecrets(text, secrets)
    .replaceAll(/[^\x20-\x7e]+/g, " ")
    .trim();
  return printable.length > maxLength ? `${printable.slice(0, maxLength)}… (cut)` : printable;
}

/**
 * Formats a time.
 *
 * @param time - in milliseconds since 1970; can be invalid, since it can come from an unverified token
 */
export function formatTime(time: number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? "an invalid time" : date.toISOString();
}
