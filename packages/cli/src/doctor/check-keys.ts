import type { PodToken } from "@eks-auth/agent/token";
import type { InspectedCheck } from "@eks-auth/service";
import { collectProblems, openIssuer } from "../config/configuration.ts";
import { quoteForShell } from "../core/output.ts";
import type { FindingCode } from "../findings/finding-codes.ts";
import { inspectWithRetry } from "../token/inspect.ts";
import { type CheckResult, fail, quoteRemote } from "./check.ts";
import type { Configuration } from "./configuration.ts";
import { formatInspectCommand } from "./format-commands.ts";
import { readUnverifiedClaims } from "./token-claims.ts";

/** Gets the cluster's keys and verifies the token with them, as the server does. */
export async function checkKeys(
  configuration: Configuration,
  { text }: PodToken,
  tokenFile: string,
): Promise<CheckResult> {
  const { file, cluster } = configuration;
  if (cluster.issuer === undefined) {
    return {
      finding: {
        status: "skipped",
        found: `The issuer of the cluster ${cluster.name} and its keys are known only by its API server, which is not asked.`,
        remedy: `To check that they can be read, run: eks-auth config check --online --config ${quoteForShell(file)}`,
      },
      facts: { tokenCluster: cluster.name },
    };
  }
  const other = findOtherIssuer(configuration, text);
  if (other !== undefined) {
    return other;
  }
  const { value: issuer, problems } = await collectProblems(openIssuer(cluster));
  if (issuer === undefined) {
    return fail("configuration_unusable", problems.join("\n"), `Fix ${file}, or the file that it names.`);
  }
  const { checks } = await inspectWithRetry(text, issuer);
  const failed = checks.filter(({ status }) => status === "failed");
  const [first] = failed;
  if (first === undefined) {
    const found = `The token passes all ${checks.length} checks with the keys of ${issuer.issuer}.`;
    return { finding: { status: "ok", found }, facts: { tokenCluster: cluster.name, issuer } };
  }
  const isUnavailable = first.code === "issuer_unavailable";
  const { code, remedy } = isUnavailable ? unavailable : (problemsOfToken[first.check] ?? otherProblem);
  const result = fail(
    code,
    failed.map(({ check, message }) => `Check of the ${check}: ${message}`).join(" "),
    `${remedy} All checks: ${formatInspectCommand({ options: { config: file, cluster: cluster.name }, tokenFile })}`,
  );
  // Without keys, the token can still be one of this cluster.
  return isUnavailable ? { ...result, facts: { tokenCluster: cluster.name } } : result;
}

/** A token of another issuer can be from a pod of another cluster. Its key is unknown here, which would say less. */
function findOtherIssuer({ file, cluster, clusters }: Configuration, token: string): CheckResult | undefined {
  const { issuer } = readUnverifiedClaims(token);
  if (issuer === cluster.issuer) {
    return undefined;
  }
  const owner = clusters.find((each) => issuer !== undefined && each.issuer === issuer);
  const found = `The token is from the issuer ${quoteRemote(issuer ?? "(none)", [token])}, but that of the cluster ${cluster.name} is ${cluster.issuer}.`;
  return owner === undefined
    ? fail(
        "issuer_wrong",
        found,
        `Use the token of a pod of the cluster ${cluster.name}, or fix the cluster's issuer in ${file}.`,
      )
    : fail(
        "cluster_differs",
        `${found} It is a token of the cluster ${owner.name}.`,
        `Use --cluster ${owner.name}, for the agent of the pod's node, too.`,
      );
}

interface Problem {
  readonly code: FindingCode;
  readonly remedy: string;
}

const otherProblem: Problem = {
  code: "token_refused",
  remedy: "No kubelet of this cluster would project such a token. Use the cluster that the pod is in.",
};

const unavailable: Problem = {
  code: "keys_unavailable",
  remedy:
    "Make the issuer reachable from this machine, or use keys.url, keys.file or keys.caFile of the cluster.",
};

const problemsOfToken: Readonly<Partial<Record<InspectedCheck["check"], Problem>>> = {
  key: {
    code: "key_unknown",
    remedy:
      "The keys must be those of the pod's cluster. If they are in a file, copy them again after they change.",
  },
  signature: { code: "token_refused", remedy: "The keys must be those of the pod's cluster." },
  audience: {
    code: "audience_wrong",
    remedy: "Project the token with the audience pods.eks.amazonaws.com.",
  },
  lifetime: {
    code: "lifetime_too_long",
    remedy: "Request a token with a shorter lifetime, or raise the cluster's maxTokenLifetimeSeconds.",
  },
  "not before": {
    code: "token_not_yet_valid",
    remedy: "Check the clocks of this machine and of the cluster.",
  },
  expiry: { code: "token_expired", remedy: "Check the clocks of this machine and of the cluster." },
};
