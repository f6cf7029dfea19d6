import { isIPv6 } from "node:net";

/** An address to listen on. */
export interface ListenAddress {
  /** An address of this machine, an IPv6 one without brackets. */
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
}

/**
 * Where AWS SDKs let an agent be besides loopback, and where AWS's own is.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html
 */
export const podIdentityAddresses: readonly ListenAddress[] = [
  { host: "169.254.170.23", port: 80 },
  { host: "fd00:ec2::23", port: 80 },
];

/** Writes the URL of what listens at an address. */
export function toUrl({ host, port }: ListenAddress): string {
  return `http://${isIPv6(host) ? `[${host}]` : host}:${port}`;
}
