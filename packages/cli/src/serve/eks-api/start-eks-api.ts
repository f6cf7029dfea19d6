import { createAWSWesleyFrontendHandler } from "@eks-auth/eks-api-server";
import type { ConfiguredEksApi, ConfiguredService } from "@eks-auth/service";
import { type StartedServer, startHttpServer } from "../../http/http-server.ts";
import { createApiListener } from "../api-listener.ts";
import { createListenerOptions } from "../listener-options.ts";
import type { ServiceHooks } from "../service-hooks.ts";
import type { Tracing } from "../tracing/tracing.ts";

/** Longer than a change waits for the lock of a file. Tools wait for a minute. */
const operationTimeoutMs = 20_000;

/** Tools send a few requests at once. */
const maxConcurrentRequests = 100;

/**
 * Starts the listener of the EKS API.
 *
 * @throws CommandError if it can't listen on the address
 */
export function startEksApi(
  eksApi: ConfiguredEksApi,
  service: Pick<ConfiguredService, "config">,
  hooks: ServiceHooks,
  tracing: Tracing | undefined,
): Promise<StartedServer> {
  const { eksApi: listen } = service.config;
  if (listen === undefined) {
    throw new TypeError("The EKS API is not configured.");
  }
  const listener = createApiListener((options) => createAWSWesleyFrontendHandler(eksApi.service, options), {
    ...hooks.eksApiHandler,
    onError: hooks.onError,
    onRejectedCaller: hooks.onRejectedCaller,
    operationTimeoutMs,
    maxConcurrentRequests,
    authenticate: eksApi.authenticate,
    traceHandler: tracing?.traceHandler,
    trustedProxies: listen.trustedProxies,
    hosts: {
      listensOn: listen.host,
      publicHosts: () => service.config.eksApi?.publicHosts ?? [],
      key: "eksApi",
    },
  });
  return startHttpServer(listen, listener, {
    ...createListenerOptions({ listen, callers: listen.callers, tls: eksApi.tls }, hooks),
    flags: { host: "eksApi.host", port: "eksApi.port" },
  });
}
