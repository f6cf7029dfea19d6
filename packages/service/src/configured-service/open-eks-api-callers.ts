import { createCertificateCallers } from "../callers/certificate/certificate-callers.ts";
import type { NamedCaller } from "../callers/named-caller.ts";
import type { EksApiCallerConfig, EksApiCallersConfig } from "../config/eks-api-config.ts";
import { combineMethods, type OpenCallers, type OpenCallersOptions } from "./open-callers.ts";
import type { OpenMethod } from "./open-method.ts";
import { openSignatureCallers } from "./open-signature-callers.ts";

/** The service in the scope of signatures for the API of Amazon EKS. */
const signingService = "eks";

/**
 * Opens the configured callers of the EKS API, as `openCallers` opens those of agents.
 *
 * @param config - undefined if the configuration has no EKS API (any more): then every caller is rejected
 * @throws UnusableFileError if the file of an access key cannot be used
 */
export async function openEksApiCallers(
  config: EksApiCallersConfig | undefined,
  { files, onRejectedCaller, onLogEvent }: OpenCallersOptions,
): Promise<OpenCallers> {
  const { sigv4, certificate } = config ?? {};
  const methods: OpenMethod[] = [];
  if (sigv4 !== undefined) {
    const callers = sigv4.callers.map(resolveRights);
    const scope = { region: sigv4.region, service: signingService };
    methods.push(await openSignatureCallers({ ...scope, callers }, { ...files, onLogEvent }));
  }
  if (certificate !== undefined) {
    const authenticate = createCertificateCallers(certificate.callers.map(resolveRights));
    methods.push({ authenticate, close() {} });
  }
  return combineMethods(methods, { sameNode: false, onRejected: onRejectedCaller });
}

/** The right to change includes that to read. */
function resolveRights<Caller extends EksApiCallerConfig>(caller: Caller): Caller & NamedCaller {
  const { read = [], write = [] } = caller;
  return {
    ...caller,
    clusters: read === "all" || write === "all" ? "all" : [...read, ...write],
    writableClusters: write,
  };
}
