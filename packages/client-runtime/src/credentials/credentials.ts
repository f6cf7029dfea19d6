/** Credentials that sign requests. Those of every AWS SDK for JavaScript have this form. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
  /** When they stop working. Without it, they never do. */
  readonly expiration?: Date | undefined;
}

/** A token for the HTTP authentication scheme `Bearer`. */
export interface BearerToken {
  readonly token: string;
  readonly expiration?: Date | undefined;
}
