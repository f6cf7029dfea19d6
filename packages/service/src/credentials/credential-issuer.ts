import type { RoleArn } from "../aws/role-arn.ts";
import type { AssumedRole } from "./assumed-role.ts";
import type { SessionTags } from "./session-tags.ts";

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
