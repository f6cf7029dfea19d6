import type { Validity } from "./lifetimes.ts";

/** The certificate of a certificate authority. */
export interface Authority extends Validity {
  /** The SHA-256 of the certificate, in hex. */
  readonly id: string;
  /** Without a newline at its end. */
  readonly pem: string;
}

/** An authority that signs, or will sign, if its key can be used. */
export interface SigningAuthority extends Authority {
  /** Whether its private key is known, belongs to it, and can sign. */
  readonly canSign: boolean;
}

/** The content of the Secret of the certificate authorities. */
export interface Authorities {
  /** The one that signs. */
  readonly current: SigningAuthority | undefined;
  /** The one that will sign once it is published. */
  readonly next: SigningAuthority | undefined;
  /** Those that signed before. Their keys were deleted. */
  readonly previous: readonly Authority[];
  /** False if there is something else in the Secret, which must be removed. */
  readonly isClean: boolean;
}

/** A published list of authorities, which clients trust: a ConfigMap, or the `caBundle` of an admission webhook. */
export interface Bundle {
  /** Identifies it among the bundles. */
  readonly name: string;
  /** In the order of the text. */
  readonly authorities: readonly Authority[];
  /** False if it has a text that is not exactly those authorities. */
  readonly isClean: boolean;
  /** When an authority was added, by its ID, in milliseconds since 1970. Those that are not in the bundle don't count. */
  readonly publishedAt: ReadonlyMap<string, number>;
}

/** A certificate in a TLS Secret, if it can be used apart from its validity: its key and its DNS names are right. */
export interface IssuedCertificate extends Validity {
  /** The authority that signed it. It is in the Secret of the authorities, or in a bundle. */
  readonly issuerId: string;
}

/** A TLS Secret. */
export interface ServingSecret {
  readonly name: string;
  /** Undefined if there is none that can be used. */
  readonly certificate: IssuedCertificate | undefined;
}

/** Everything that decides what to do. */
export interface CertificateState {
  readonly authorities: Authorities;
  readonly bundles: readonly Bundle[];
  readonly servingSecrets: readonly ServingSecret[];
}
