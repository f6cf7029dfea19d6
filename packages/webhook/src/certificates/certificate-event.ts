/** What an event of the certificates says, for code to decide on. */
export type CertificateEventCode =
  /** The certificate that this server shows is new. */
  | "certificate_in_use"
  /** A new authority was created. */
  | "authority_created"
  /** The next authority signs from now on. */
  | "authority_replaced"
  /** The list of authorities that clients trust was written. */
  | "authorities_published"
  /** A certificate was written to a TLS Secret. */
  | "certificate_issued"
  /** An object can't be read or written. */
  | "certificates_failed"
  /** An object has data of someone else, and is not overwritten. */
  | "object_not_managed"
  /** A problem with an object is over. */
  | "certificates_recovered";

/** An event that an operator should know of. It has no private key. */
export interface CertificateEvent {
  readonly level: "info" | "warn" | "error";
  readonly code: CertificateEventCode;
  /** What happened, the reason and the fix. */
  readonly message: string;
}

/** Receives events of the certificates. It must not throw. */
export type OnCertificateEvent = (event: CertificateEvent) => void;
