/** Who a token says it was made for. Nobody has verified that unless it is said. */
export interface PodIdentity {
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly name: string;
  readonly uid: string;
}

/** A pod's service-account token, read and not verified. */
export interface PodToken {
  /** The compact JWT. It must not be written anywhere. */
  readonly text: string;
  /** A digest of the text, which may stand for it in memory. */
  readonly hash: string;
  readonly pod: PodIdentity;
  /** When it begins to be valid, in milliseconds since 1970. */
  readonly notBefore: number;
  /** When it ends, in milliseconds since 1970. */
  readonly expiresAt: number;
}
