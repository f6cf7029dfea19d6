import type { RoleArn } from "../aws/role-arn.ts";
import type { SessionTags } from "./session-tags.ts";

/** A session of a role that someone is entitled to. */
export interface SessionRequest {
  /** The role to assume. */
  readonly role: RoleArn;
  /** The session's name, 2 to 64 characters of `[\w+=,.@-]`. */
  readonly sessionName: string;
  /** The session's tags. */
  readonly tags: SessionTags;
  /** How long the credentials should live, in seconds. */
  readonly durationSeconds: number;
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
  readonly assumedRole: {
    /** `arn:aws:sts::111122223333:assumed-role/ROLE/SESSION` */
    readonly arn: string;
    /** `ROLE_ID:SESSION` */
    readonly id: string;
  };
}

/** Where credentials come from. */
export interface CredentialIssuer {
  /**
   * Makes credentials. Whether they may be had is decided before.
   *
   * @throws what the source throws; the caller is answered with a 500, and nothing of it
   */
  issue(request: SessionRequest): Promise<IssuedCredentials>;
}
