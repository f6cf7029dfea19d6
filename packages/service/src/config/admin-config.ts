/** The address of probes and metrics. */
export interface AdminConfig {
  /** Whether there is one. */
  readonly enabled: boolean;
  /** An IP address, or localhost. On a loopback address, the Host header of requests must name one too. */
  readonly host: string;
  /** 0 for any free port. By default 8481, or any free port if `listen.port` is 0. */
  readonly port?: number | undefined;
  /** Whether there is a read-only console of the last exchanges. */
  readonly console: boolean;
}
