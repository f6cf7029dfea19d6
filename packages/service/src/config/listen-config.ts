/** The address to listen on, and who can connect. */
export interface ListenConfig {
  /** An IP address, or localhost. Without callers it is a loopback address. */
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  /** The hosts that the Host header can name, if callers are configured. */
  readonly publicHosts?: readonly string[] | undefined;
  /** The addresses and CIDR ranges of proxies whose X-Forwarded-For header is trusted. */
  readonly trustedProxies?: readonly string[] | undefined;
  /** The files of HTTPS; without them, HTTP. */
  readonly tls?: TlsConfig | undefined;
  /** Whether HTTP without TLS is allowed on other addresses than loopback. */
  readonly insecure: boolean;
  /** How many of the 4,096 connections can be from one address. Clients behind a proxy or NAT share an address. */
  readonly maxConnectionsPerAddress: number;
}

/** HTTPS. The files are read again when they change. */
export interface TlsConfig {
  /** The server's certificate, PEM, followed by those of intermediate authorities. */
  readonly certificateFile: string;
  /** The private key of the certificate, PEM. */
  readonly keyFile: string;
  /**
   * How many connections an address can open in a second, and five times as many at once. IPv6 addresses with the same
   * first 64 bits count as one.
   */
  readonly maxConnectionsPerSecondPerAddress: number;
}
