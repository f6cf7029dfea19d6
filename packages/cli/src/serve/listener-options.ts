import type { Config, ConfiguredService } from "@eks-auth/service";
import type { HttpServerOptions } from "../http/http-server.ts";
import type { ServiceHooks } from "./service-hooks.ts";

/** A configured listener. */
interface ConfiguredListener {
  readonly listen: Config["listen"];
  readonly callers?: { readonly certificate?: object | undefined } | undefined;
  readonly tls: ConfiguredService["tls"];
}

/** Creates the options of the server of a configured listener. */
export function createListenerOptions(
  { listen, callers, tls }: ConfiguredListener,
  hooks: ServiceHooks,
): HttpServerOptions {
  const { maxConnectionsPerAddress, trustedProxies = [], tls: tlsConfig } = listen;
  const { onAcceptFailed, onClosedConnection, onHandshakeFailed, onRejectedCaller } = hooks;
  return {
    limits: {
      maxConnectionsPerAddress,
      // Without TLS a connection costs less than its request, and requests have their own limits.
      maxConnectionsPerSecondPerAddress: tlsConfig?.maxConnectionsPerSecondPerAddress,
      exemptAddresses: trustedProxies,
      onClose: onClosedConnection,
    },
    onAcceptFailed,
    tls: tls && {
      certificates: tls,
      requestCertificates: callers?.certificate !== undefined,
      onHandshakeFailed,
      onHandshakeClosed: (address) => onClosedConnection(address, "maxHandshakes"),
      onRejectedCaller,
    },
  };
}
