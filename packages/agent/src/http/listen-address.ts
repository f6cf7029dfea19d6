import { CodedError } from "@eks-auth/server-runtime/coded-error";
import { isIpv6Address } from "./is-ipv6.ts";

/** An address to listen on. */
export interface ListenAddress {
  /** An address of this machine; IPv6 without brackets. */
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
}

/**
 * The addresses of the EKS Pod Identity Agent. AWS SDKs accept plain HTTP only from these, 169.254.170.2 and loopback.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html
 */
export const podIdentityAddresses: readonly ListenAddress[] = [
  { host: "169.254.170.23", port: 80 },
  { host: "fd00:ec2::23", port: 80 },
];

/** Writes the URL of an address. */
export function toUrl({ host, port }: ListenAddress): string {
  return `http://${isIpv6Address(host) ? `[${host}]` : host}:${port}`;
}

/** The agent cannot listen on an address. The message says why, and how to fix it. */
export class ListenError extends CodedError {
  static override readonly brand: string = "@eks-auth/agent/ListenError";
  override readonly name = "ListenError";
  readonly code = "listen_failed";
  readonly address: ListenAddress;
  /** The error code of the operating system, such as `EADDRINUSE`. */
  readonly systemCode: string | undefined;

  constructor(address: ListenAddress, systemCode: string | undefined) {
    const reason = reasons[systemCode ?? ""] ?? systemCode ?? "unknown error";
    super(`Cannot listen on ${toUrl(address)}: ${reason}`);
    this.address = address;
    this.systemCode = systemCode;
  }
}

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: "the port is in use. Choose another port, or stop the program that uses it.",
  EACCES: "permission denied. Choose a port above 1023, or grant CAP_NET_BIND_SERVICE.",
  EADDRNOTAVAIL: "this machine does not have the address. Add it to an interface, or choose another address.",
  EAFNOSUPPORT: "this machine does not support the address's version of IP.",
};
