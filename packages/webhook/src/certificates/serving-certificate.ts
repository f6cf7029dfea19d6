/** A server's certificate with its key. It must not be logged. */
export interface ServingCertificate {
  /** The certificate, followed by those of intermediate authorities, PEM. */
  readonly certificate: string;
  /** PEM. */
  readonly privateKey: string;
  /** When the server's certificate expires. */
  readonly expiresAt: Date;
}

/** Where a server gets its certificate from: files, or a Secret that is managed here. It changes while the server runs. */
export interface CertificateSource {
  /** The certificate in use; undefined before the first one. */
  readonly current: ServingCertificate | undefined;
  /**
   * Sets what receives each new certificate. It is called at once if there is one already.
   *
   * @param listener - must not throw
   */
  onChange(listener: (certificate: ServingCertificate) => void): void;
}
