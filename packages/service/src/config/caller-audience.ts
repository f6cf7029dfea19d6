import type { AddIssue } from "../validation/index.ts";
import type { CallersConfig, ServiceAccountCallersConfig } from "./callers-config.ts";
import type { Config } from "./config.ts";
import type { ConfigProblem } from "./config-problem.ts";

/** `callers.serviceAccount`, as it can be in the file. */
export type ServiceAccountCallersInFile = Omit<ServiceAccountCallersConfig, "audience"> & {
  readonly audience?: string | undefined;
};

/** `callers`, as it can be in the file. */
export type CallersInFile = Omit<CallersConfig, "serviceAccount"> & {
  readonly serviceAccount?: ServiceAccountCallersInFile | undefined;
};

type ConfigInFile = Omit<Config, "callers"> & { readonly callers?: CallersInFile | undefined };

const audiencePath = ["callers", "serviceAccount", "audience"];

/** Sets the audience of agents' tokens, if the file has none: the service's URL. */
export function setDefaultAudience(config: ConfigInFile, addIssue: AddIssue): Config {
  const { callers, listen } = config;
  if (callers?.serviceAccount === undefined) {
    return config as Config;
  }
  const [host] = listen.publicHosts ?? [];
  const { audience = host && `https://${host}` } = callers.serviceAccount;
  if (audience === undefined) {
    addIssue(
      "must be the audience of the agents' tokens, such as this service's URL, because listen.publicHosts is not set",
      audiencePath,
    );
    return config as Config;
  }
  return { ...config, callers: { ...callers, serviceAccount: { ...callers.serviceAccount, audience } } };
}

/**
 * Audiences of tokens that every pod can have, or that the API server accepts, with or without scheme and port.
 *
 * @see https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/ `--api-audiences`
 */
const foreignAudience =
  /^(https?:\/\/)?(api|kubernetes(\.default(\.svc(\.[a-z\d.-]+)?)?)?|pods\.eks\.amazonaws\.com|sts\.amazonaws\.com(\.cn)?)(:\d+)?\/?$/i;

/**
 * Finds an audience of agents' tokens that other services accept, too. A token that was sent to this service would be good
 * there, and one of theirs here.
 */
export function findAudienceProblems({
  callers,
  clusters,
}: Pick<Config, "callers" | "clusters">): ConfigProblem[] {
  const audience = callers?.serviceAccount?.audience;
  if (audience === undefined) {
    return [];
  }
  const fix = "Use this service's URL, and set the same audience in the agents' volumes.";
  if (foreignAudience.test(audience)) {
    const owner = "is that of pods' tokens, or of the API server";
    return [
      {
        path: audiencePath,
        message: `callers.serviceAccount.audience is ${audience}, which ${owner}. ${fix}`,
      },
    ];
  }
  // By default, the API server accepts its issuer as an audience.
  const withoutSlash = (url: string): string => url.replace(/\/+$/, "").toLowerCase();
  return clusters
    .filter(({ issuer }) => issuer !== undefined && withoutSlash(issuer) === withoutSlash(audience))
    .map(({ name }) => ({
      path: audiencePath,
      message: `callers.serviceAccount.audience is ${audience}, which is the issuer of the cluster ${name}, and so an audience of its API server. ${fix}`,
    }));
}
