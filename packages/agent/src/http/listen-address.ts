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

/** An address can't be listened on. The message says why and what to do. */
export class ListenError extends Error {
  override readonly name = "ListenError";
  readonly address: ListenAddress;
  /** What the system calls the reason: `EADDRINUSE`. */
  readonly code: string | undefined;

  constructor(address: ListenAddress, code: string | undefined) {
    super(`Can't listen on ${toUrl(address)}: ${reasons[code ?? ""] ?? code ?? "no reason is known"}`);
    this.address = address;
    this.code = code;
  }
}

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: "it is taken. Choose another port, or end what listens there.",
  EACCES: "this user may not listen there. Choose a port above 1023, or grant CAP_NET_BIND_SERVICE.",
  EADDRNOTAVAIL: "this machine doesn't have the address. Add it to an interface, or choose another.",
  EAFNOSUPPORT: "this machine doesn't have that version of the Internet Protocol.",
};
