import type { Refusal } from "./diagnose-error.ts";

/** The steps of the way that a pod's credentials take, in their order. */
export const steps = ["variables", "token file", "agent", "server", "keys", "association", "STS"] as const;

/** A step of the way that a pod's credentials take. */
export type Step = (typeof steps)[number];

/** How a step went. */
export type Status = "ok" | "warning" | "failed" | "skipped" | "not reached";

/** What was found at a step. It holds neither a token nor a secret. */
export interface Finding {
  readonly status: Status;
  /** What was found, in sentences. */
  readonly found: string;
  /** How to mend it or, where a step was skipped, what would have it done. */
  readonly remedy?: string | undefined;
}

/** Says that a step wasn't done, for an earlier one has nothing to go on with. */
export function notReached(needed: string): Finding {
  return { status: "not reached", found: `It needs ${needed}.` };
}

const maxLength = 300;

/** Texts that must not be written anywhere. */
export type Secrets = readonly string[];

/**
 * Quotes what came over the network: without our secrets, which an answer may repeat, on one line, without what a
 * terminal could take for orders, and of a bounded length.
 */
export function quoteRemote(text: string, secrets: Secrets): string {
  // A part of a token is one, too.
  const parts = secrets.flatMap((secret) => [secret, ...secret.split(".")]).filter((part) => part.length > 8);
  const clear = parts.reduce((rest, part) => rest.replaceAll(part, "[redacted]"), text);
  const clean = clear.replaceAll(/[^\x20-\x7e]+/g, " ").trim();
  return clean.length > maxLength ? `${clean.slice(0, maxLength)}… (cut)` : clean;
}

/** What the caller of the doctor has at hand. */
export interface DoctorOptions {
  /** The file with the pod's token; what the variable names unless given. */
  readonly tokenFile?: string;
  /** Where the agent gives credentials; what the variable says unless given. */
  readonly agent?: URL;
  /** Where the server is; where the configuration has it listen unless given. */
  readonly endpoint?: URL;
  /** The server's configuration file. */
  readonly config?: string;
  /** The pod's cluster, which `endpoint` and `config` are of use with alone. */
  readonly cluster?: string;
  /** Print JSON. */
  readonly json?: boolean;
}

/** What came of asking an agent or a server for credentials. */
export interface Asked {
  readonly finding: Finding;
  readonly credentials?: GotCredentials | undefined;
  /** Why there are none, which may be about another step. */
  readonly refusal?: Refusal | undefined;
}

/** Says that whoever was asked gave neither credentials nor a reason. */
export function failToAsk(found: string, remedy: string): Asked {
  return { finding: { status: "failed", found, remedy } };
}

/** Something that keeps AWS SDKs from the agent. */
export interface Trouble {
  readonly found: string;
  readonly remedy: string;
}

/** Makes one finding of several troubles. */
export function toFinding(status: "failed" | "warning", troubles: readonly Trouble[]): Finding {
  return {
    status,
    found: troubles.map(({ found }) => found).join(" "),
    remedy: troubles.map(({ remedy }) => remedy).join(" "),
  };
}

/** Credentials that the pod's token was traded for. */
export interface GotCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** When they end. */
  readonly expiration: Date;
  /** Whose they are, for a person. */
  readonly owner: string;
}

/**
 * Writes a time for a person. What a stranger says of a time may be none.
 *
 * @param time - in milliseconds since 1970
 */
export function formatTime(time: number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? "a time beyond all calendars" : date.toISOString();
}
