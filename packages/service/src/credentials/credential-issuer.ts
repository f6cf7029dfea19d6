import { CodedError } from "@eks-auth/server-runtime/coded-error";
import type { RoleArn } from "../names/arn.ts";

/** A session to create credentials for. */
export interface SessionRequest {
  /** The role to assume. */
  readonly role: RoleArn;
  /** A second role, assumed with the credentials of the first. The issued credentials are then those of the second. */
  readonly target: TargetRole | undefined;
  /** The session's name: 2 to 64 of `[\w+=,.@-]`. */
  readonly sessionName: string;
  /** The session's tags, all of them transitive; undefined for a session without tags. */
  readonly tags: SessionTags | undefined;
  /** A session policy for the last role, JSON. */
  readonly policy: string | undefined;
  /** The lifetime of the credentials, in seconds. */
  readonly durationSeconds: number;
}

/** A role that is assumed with the credentials of another role. */
export interface TargetRole {
  readonly role: RoleArn;
  /** The `sts:ExternalId` that its trust policy can require. */
  readonly externalId: string | undefined;
}

/** The six session tags of a pod's credentials, for conditions in the policies of a role. */
export interface SessionTags {
  readonly "eks-cluster-arn": string;
  readonly "eks-cluster-name": string;
  readonly "kubernetes-namespace": string;
  readonly "kubernetes-service-account": string;
  readonly "kubernetes-pod-name": string;
  readonly "kubernetes-pod-uid": string;
}

/** The credentials of a session. */
export interface IssuedCredentials {
  /** `ASIA` and 16 of `[A-Z2-7]`. */
  readonly accessKeyId: string;
  /** Secret. */
  readonly secretAccessKey: string;
  /** Secret. */
  readonly sessionToken: string;
  /** When the credentials expire. */
  readonly expiration: Date;
  /** The role's session. */
  readonly assumedRole: AssumedRole;
  /** The ID of STS's response, which AWS CloudTrail has too. Undefined if the issuer is not STS. */
  readonly stsRequestId?: string | undefined;
}

/** A session of a role, as STS identifies it. */
export interface AssumedRole {
  /** `arn:aws:sts::111122223333:assumed-role/ROLE/SESSION` */
  readonly arn: string;
  /** `AROA…:SESSION` */
  readonly id: string;
}

/** Issues credentials. */
export interface CredentialIssuer {
  /**
   * Creates credentials for a session. The caller has already decided that the pod is entitled to them.
   *
   * @throws CredentialIssuerError if it cannot, within the second that an agent waits; its code decides the response.
   * For any other error the response is a 500 without details
   */
  issue(request: SessionRequest): Promise<IssuedCredentials>;
  /**
   * Checks whether it can issue credentials, without issuing any. Absent if it always can.
   *
   * @throws CredentialIssuerError if it cannot
   */
  check?(): Promise<void>;
}

/** The codes of {@link CredentialIssuerError}. */
export const credentialErrorCodes = [
  "role_refused",
  "invalid_request",
  "invalid_parameter",
  "throttled",
  "unavailable",
] as const;

/**
 * Why no credentials were issued: the role does not allow this service to assume it; the requested session is
 * contradictory or too large; a value is out of its limits; there were too many requests; or the issuer is down, slow, or
 * does not accept this service's own credentials.
 */
export type CredentialErrorCode = (typeof credentialErrorCodes)[number];

/** An issuer did not issue credentials. The message is for the operator. Neither it nor the error holds a secret. */
export class CredentialIssuerError extends CodedError {
  static override readonly brand: string = "@eks-auth/service/CredentialIssuerError";
  override readonly name = "CredentialIssuerError";
  /** Decides the response. */
  readonly code: CredentialErrorCode;
  /** What failed and why: the message without the fix. */
  readonly problem: string;
  /**
   * By how many milliseconds the issuer's clock is ahead of this machine's, negative if it is behind. Undefined if the issuer
   * did not say the time.
   */
  readonly clockOffsetMs: number | undefined;

  /** @param problem - what failed and why, without anything that must not be logged; it can have the fix, too */
  constructor(
    code: CredentialErrorCode,
    problem: string,
    {
      fix,
      clockOffsetMs,
    }: { readonly fix?: string | undefined; readonly clockOffsetMs?: number | undefined } = {},
  ) {
    super(fix === undefined ? problem : `${problem} ${fix}`);
    this.code = code;
    this.problem = problem;
    this.clockOffsetMs = clockOffsetMs;
  }
}
