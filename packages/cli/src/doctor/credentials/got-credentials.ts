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
