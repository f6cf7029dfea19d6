import type { Authenticate } from "@eks-auth/server";
import {
  type AuthenticateOptions,
  createAuthenticate,
  type RejectedCaller,
} from "../callers/authenticate.ts";
import type { Caller } from "../callers/caller.ts";
import { createCertificateCallers } from "../callers/certificate/certificate-callers.ts";
import {
  type CallerCluster,
  createServiceAccountCallers,
} from "../callers/service-account/service-account-callers.ts";
import type { CallersConfig } from "../config/callers-config.ts";
import type { FilesConfig } from "../config/config.ts";
import type { OnLogEvent } from "../logging/log-event.ts";
import type { OpenCluster } from "./open-cluster.ts";
import type { OpenMethod } from "./open-method.ts";
import { openSignatureCallers } from "./open-signature-callers.ts";

/** The configured callers. */
export interface OpenCallers {
  /** Authenticates the caller of a request; returns undefined if no callers are configured. */
  readonly authenticate: Authenticate<Caller | undefined>;
  /** Stops watching the files of its methods. */
  close(): void;
}

/** Options of {@link openCallers}. */
export interface OpenCallersOptions {
  readonly files: FilesConfig;
  /** Called for each request whose caller is rejected. */
  readonly onRejectedCaller: (rejected: RejectedCaller) => void;
  readonly onLogEvent: OnLogEvent;
}

/**
 * Opens the configured methods. They are opened again after each change of the configuration, and the old ones closed.
 *
 * @param config - undefined if callers are not authenticated
 * @throws UnusableFileError if the file of an access key cannot be used
 */
export async function openCallers(
  config: CallersConfig | undefined,
  clusters: readonly OpenCluster[],
  { files, onRejectedCaller, onLogEvent }: OpenCallersOptions,
): Promise<OpenCallers> {
  if (config === undefined) {
    return { authenticate: () => undefined, close() {} };
  }
  const { serviceAccount, sigv4, certificate, sameNode } = config;
  const methods: OpenMethod[] = [];
  if (serviceAccount !== undefined) {
    const byName = new Map(clusters.map((cluster) => [cluster.config.name, toCallerCluster(cluster)]));
    const authenticate = createServiceAccountCallers({ ...serviceAccount, clusters: byName });
    methods.push({ authenticate, close() {} });
  }
  if (sigv4 !== undefined) {
    methods.push(await openSignatureCallers(sigv4, { ...files, onLogEvent }));
  }
  if (certificate !== undefined) {
    methods.push({ authenticate: createCertificateCallers(certificate.callers), close() {} });
  }
  return combineMethods(methods, { sameNode, onRejected: onRejectedCaller });
}

/** Combines open methods. Without a method, every caller is rejected. */
export function combineMethods(
  methods: readonly OpenMethod[],
  options: Omit<AuthenticateOptions, "methods">,
): OpenCallers {
  return {
    authenticate: createAuthenticate({
      ...options,
      methods: methods.map(({ authenticate }) => authenticate),
    }),
    close() {
      for (const method of methods) {
        method.close();
      }
    },
  };
}

/**
 * Creates the hook that authenticates callers as the newest configuration says. If the configuration changes while a caller
 * is authenticated, it is authenticated again: it can be removed, or have other clusters.
 */
export function createCurrentAuthenticate(
  getCallers: () => Pick<OpenCallers, "authenticate">,
): Authenticate<Caller | undefined> {
  return async (request) => {
    for (;;) {
      const callers = getCallers();
      const caller = await callers.authenticate(request);
      if (callers === getCallers()) {
        return caller;
      }
    }
  };
}

function toCallerCluster({ cluster, keys, hasSharedKeys }: OpenCluster): CallerCluster {
  const { name, maxTokenLifetimeSeconds, strictAudience } = cluster;
  return {
    name,
    keys,
    hasSharedKeys,
    maxTokenLifetimeSeconds,
    strictAudience,
    // It can be known later.
    get issuer() {
      return cluster.issuer;
    },
  };
}
