import { type ListenAddress, toUrl } from "./listen-address.ts";

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
