import {
  AgentError,
  type PodToken,
  parseToken,
  podIdentityAudience,
  tokenValidity,
} from "@eks-auth/agent/token";
import { quoteForShell } from "../core/output.ts";
import { readTokenFile, type TokenFileProblem } from "../core/read-token-file.ts";
import type { Finding } from "../findings/finding.ts";
import { type CheckResult, fail, formatTime, type Issue, quoteRemote } from "./check.ts";
import { readUnverifiedClaims } from "./token-claims.ts";

/**
 * Checks the pod's token file: it can be read, contains only a token, and the token is valid now.
 *
 * @param isReadBySdks - whether the file is the one that AWS SDKs read
 * @param now - in milliseconds since 1970
 */
export async function checkTokenFile(
  path: string,
  { isReadBySdks, now }: { readonly isReadBySdks: boolean; readonly now: number },
): Promise<CheckResult> {
  const { text, problem } = await readTokenFile(path);
  const issue = problem && describeProblem(problem, path);
  // Surrounding whitespace only matters to SDKs.
  const canContinue = problem === undefined || (problem.code === "whitespace" && !isReadBySdks);
  if (issue !== undefined && !canContinue) {
    return fail(issue.code, issue.found, issue.remedy);
  }
  let token: PodToken;
  try {
    token = parseToken(text, "");
  } catch (error) {
    if (!(error instanceof AgentError)) {
      throw error;
    }
    return explainUnusable(path, text, error);
  }
  const description = `${path} contains a token of ${formatPod(token)}`;
  const time = findTimeIssue(token, now);
  if (time !== undefined) {
    return fail(time.code, `${description} that ${time.found}`, time.remedy);
  }
  const found = `${description}, valid until ${formatTime(token.expiresAt)}.`;
  const finding: Finding =
    issue === undefined
      ? { status: "ok", found }
      : { ...issue, status: "warning", found: `${found} ${issue.found}` };
  return { finding, facts: { token } };
}

/** A token for another audience is found often: that of the API server is in each pod. */
function explainUnusable(path: string, text: string, error: AgentError): CheckResult {
  const { audiences } = readUnverifiedClaims(text);
  return audiences.length > 0 && !audiences.includes(podIdentityAudience)
    ? fail(
        "audience_wrong",
        `${path} contains a token for the audience ${quoteRemote(audiences.join(", "), [text])}, and not for ${podIdentityAudience}.`,
        tokenRequirements,
      )
    : fail(
        "token_unusable",
        `${path} does not contain a pod's token for AWS. ${error.message}`,
        tokenRequirements,
      );
}

const tokenRequirements =
  "The file must contain a projected service-account token with the audience pods.eks.amazonaws.com, bound to the pod. " +
  "To create one for a test: kubectl create token NAME --namespace NAMESPACE --audience pods.eks.amazonaws.com " +
  "--bound-object-kind Pod --bound-object-name POD";

function formatPod({ pod }: PodToken): string {
  return `the pod ${pod.namespace}/${pod.name} with the service account ${pod.serviceAccount}`;
}

function formatSeconds(milliseconds: number): string {
  return `${Math.round(milliseconds / 1000)} s`;
}

/** @returns the finding as the end of a sentence */
function findTimeIssue(token: PodToken, now: number): Issue | undefined {
  switch (tokenValidity(token, now)) {
    case "valid":
      return undefined;
    case "expired":
      return {
        code: "token_expired",
        found: `expired at ${formatTime(token.expiresAt)}, ${formatSeconds(now - token.expiresAt)} ago.`,
        remedy:
          "The kubelet renews the pod's own file before that: check that this is not a copy, that the node's kubelet is healthy, " +
          "and that the clocks are right.",
      };
    case "not_yet_valid":
      return {
        code: "token_not_yet_valid",
        found: `is not valid before ${formatTime(token.notBefore)}, in ${formatSeconds(token.notBefore - now)}.`,
        remedy:
          "This machine's clock is behind that of the cluster by at least this time. Set both by NTP: timedatectl shows whether a clock is synchronized.",
      };
  }
}

function describeProblem(problem: TokenFileProblem, path: string): Issue {
  switch (problem.code) {
    case "unreadable":
      return {
        code: "token_file_unreadable",
        found: problem.error.message,
        remedy: readRemedies[problem.error.systemCode ?? ""] ?? "Check the path.",
      };
    case "empty":
      return {
        code: "token_file_empty",
        found: `${path} is empty.`,
        remedy: "Write the pod's token to it, or project the token there with a volume of the pod.",
      };
    case "malformed":
      return {
        code: "token_malformed",
        found: `${path} does not contain a JSON Web Token, or not only that.`,
        remedy: "It must contain HEADER.CLAIMS.SIGNATURE and nothing else: no Bearer and no quotes.",
      };
    case "whitespace":
      return {
        code: "token_whitespace",
        found: `${path} has whitespace around the token. AWS SDKs send the file as it is, and a header can't contain that.`,
        remedy: `Remove it: printf %s "$(cat ${quoteForShell(path)})" > token`,
      };
  }
}

const readRemedies: Readonly<Record<string, string>> = {
  ENOENT:
    "Check the path. In a pod, the volume that projects the token must be mounted there; the webhook adds it when the pod is created.",
  EACCES: "Make it readable for this user: in a pod, with fsGroup in the security context.",
};
