import type { RoleArn } from "../names/arn.ts";
import type { AssumedRole } from "./embedded/embedded-issuer.ts";
import type { SessionTags } from "./session-request.ts";

/** A session of a role that someone is entitled to. */
export interface SessionRequest {
  /** The role to assume. */
  readonly role: RoleArn;
  /** A second role to assume, with the credentials of the first. The credentials are its own then. */
  readonly target: TargetRole | undefined;
  /** The session's name, 2 to 64 characters of `[\w+=,.@-]`. */
  readonly sessionName: string;
  /** The session's tags, all of them transitive; `undefined` for a session without. */
  readonly tags: SessionTags | undefined;
  /** A session policy for the last role, JSON. */
  readonly policy: string | undefined;
  /** How long the credentials should live, in seconds. */
  readonly durationSeconds: number;
}

/** A role that is assumed by another role's session. */
export interface TargetRole {
  readonly role: RoleArn;
  /** What its trust policy may ask for in `sts:ExternalId`. */
  readonly externalId: string | undefined;
}

/** A session with its credentials. */
export interface IssuedCredentials {
  /** `ASIA` and 16 characters of `[A-Z2-7]`. */
  readonly accessKeyId: string;
  /** Secret. */
  readonly secretAccessKey: string;
  /** Secret. */
  readonly sessionToken: string;
  /** When all three end. */
  readonly expiration: Date;
  /** The role's session. */
  readonly assumedRole: AssumedRole;
}

/** Where credentials come from. */
export interface CredentialIssuer {
  /**
   * Makes credentials. Whether they may be had is decided before.
   *
   * @throws CredentialIssuerError where it foresees that it can't, within the second that an agent waits; its kind
   * chooses the caller's answer. For any other error that is a 500, and nothing of it
   */
  issue(request: SessionRequest): Promise<IssuedCredentials>;
}

/**
 * Why no credentials were issued: the role doesn't let us assume it; what was asked for makes no sense together or
 * is too large; a value is out of its limits; there were too many requests; or the source is down, slow, or doesn't
 * know this service.
 */
export type CredentialErrorCode =
  | "role refused"
  | "invalid request"
  | "invalid parameter"
  | "throttled"
  | "unavailable";

/** A source of credentials gave none. The message is for the operator; it and the error hold no secret. */
export class CredentialIssuerError extends Error {
  override readonly name = "CredentialIssuerError";
  /** What kind of failure it is; a caller is answered by it. */
  readonly kind: CredentialErrorCode;

  /** @param reason - what, where and what to do, as sentences without anything that must not be logged */
  constructor(kind: CredentialErrorCode, reason: string) {
    super(reason);
    this.kind = kind;
  }
}
