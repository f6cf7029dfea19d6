import { isIP } from "node:net";
import { array, boolean, int, type Schema, strictObject, string } from "../../validation/index.ts";
import type { ListenConfig, TlsConfig } from "../listen-config.ts";
import { isIpRange } from "../listen-rules.ts";
import { fileRule, listenHost, port, text } from "./fields.ts";

const publicHostsRule = "must be a list with at least one host name or IP address";
const publicHostRule =
  "must be a host name or an IP address, without a scheme and a port: eks-auth.example.org";
const proxiesRule = "must be a list with at least one IP address or CIDR range";
const proxyRule = "must be an IP address or a CIDR range: 10.0.0.0/8";
const connectionsRule = "must be a whole number from 1 to 4096";
const connectionRateRule = "must be a whole number from 1 to 10000";

const tls: Schema<TlsConfig> = strictObject(
  {
    certificateFile: text(fileRule).describe(
      "The server's certificate, PEM, followed by those of intermediate authorities. It is read again when it changes.",
    ),
    keyFile: text(fileRule).describe(
      "The private key of the certificate, PEM, without a passphrase. It is read again when it changes.",
    ),
    maxConnectionsPerSecondPerAddress: int(connectionRateRule, 1, 10_000)
      .default(100)
      .describe(
        "How many connections an address can open in a second, and five times as many at once. More are closed before a TLS handshake. IPv6 addresses with the same first 64 bits count as one. Clients behind a proxy or NAT share an address.",
      ),
  },
  "must have the keys certificateFile and keyFile, and can have maxConnectionsPerSecondPerAddress",
);

/** The fields of a listener. */
interface ListenFields {
  readonly host: Schema<string>;
  readonly port: Schema<number>;
  readonly publicHosts: Schema<string[] | undefined>;
  readonly trustedProxies: Schema<string[] | undefined>;
  readonly tls: Schema<TlsConfig | undefined>;
  readonly insecure: Schema<boolean>;
  readonly maxConnectionsPerAddress: Schema<number>;
}

/** Creates the fields of a listener. */
export function createListenFields(defaultPort: number): ListenFields {
  return {
    host: listenHost.default("127.0.0.1").describe("The address to listen on."),
    port: port.default(defaultPort).describe("The port to listen on; 0 for any free port."),
    publicHosts: array(string(publicHostRule).refine(isHost, publicHostRule), publicHostsRule, { min: 1 })
      .optional()
      .describe("The hosts that the Host header of a request can name, if callers are configured."),
    trustedProxies: array(string(proxyRule).refine(isIpRange, proxyRule), proxiesRule, { min: 1 })
      .optional()
      .describe(
        "The addresses of proxies whose X-Forwarded-For header is trusted. The limits of an address are not for them.",
      ),
    tls: tls.optional().describe("The certificate and the key of HTTPS; without it, HTTP."),
    insecure: boolean("must be true or false")
      .default(false)
      .describe(
        "Whether HTTP without TLS is allowed on other addresses than loopback. Everyone on the network can then read tokens and credentials.",
      ),
    maxConnectionsPerAddress: int(connectionsRule, 1, 4_096)
      .default(1_024)
      .describe(
        "How many of the 4096 connections can be from one address. With more, an idle one is closed. Clients behind a proxy or NAT share an address.",
      ),
  };
}

/** The schema of `listen`. */
export const listenSchema: Schema<ListenConfig> = strictObject(
  {
    ...createListenFields(8480),
    host: listenHost
      .default("127.0.0.1")
      .describe("The address to listen on. Without callers it must be a loopback address."),
  },
  "must have no other keys than host, port, publicHosts, trustedProxies, tls, insecure and maxConnectionsPerAddress",
);

function isHost(host: string): boolean {
  return isIP(host) !== 0 || /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i.test(host);
}
