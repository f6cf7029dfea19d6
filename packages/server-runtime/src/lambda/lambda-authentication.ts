/** How the client authenticated to an API of API Gateway. */
export interface LambdaAuthentication {
  /** The client's certificate, if the domain uses mutual TLS, which verified it. */
  readonly clientCert?:
    | {
        /** The certificate, PEM. */
        readonly clientCertPem?: string | undefined;
      }
    | null
    | undefined;
}

/** Returns the client's certificate as DER, or `undefined` if there is none. */
export function readCertificate({ clientCert }: LambdaAuthentication): Uint8Array | undefined {
  const [, base64] =
    /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/.exec(
      clientCert?.clientCertPem ?? "",
    ) ?? [];
  return base64 === undefined ? undefined : Buffer.from(base64, "base64");
}
