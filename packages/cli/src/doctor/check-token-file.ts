import { AgentError, type PodToken, parseToken, tokenValidity } from "@eks-auth/agent/token";
import { readTokenFile, type TokenFileProblem } from "../core/read-token-file.ts";
import { type CheckResult, type Finding, fail, formatTime, type Issue } from "./check.ts";

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
    return fail(issue.found, issue.remedy);
  }
  let token: PodToken;
  try {
    token = parseToken(text, "");
  } catch (error) {
    if (!(error instanceof AgentError)) {
      throw error;
    }
    return fail(`${path} does not contain a pod's token for AWS. ${error.message}`, tokenRequirements);
  }
  const description = `${path} contains a token of ${formatPod(token)}`;
  const time = findTimeIssue(token, now);
  if (time !== undefined) {
    return fail(`${description} that ${time.found}`, time.remedy);
  }
  const found = `${description}, valid until ${formatTime(token.expiresAt)}.`;
  const finding: Finding =
    issue === undefined
      ? { status: "ok", found }
      : { status: "warning", found: `${found} ${issue.found}`, remedy: issue.remedy };
  return { finding, facts: { token } };
}

const tokenRequirements =
  "The file must contain a projected service-account token with the audience pods.eks.amazonaws.com, bound to the pod. " +
  "To create one for a test: kubectl create token NAME --namespace NAMESPACE --audience pods.eks.amazonaws.com " +
  "--bound-object-kind Pod --bound-object-name POD";

function formatPod({ pod }: PodToken): string {
  return `the pod ${pod.namespace}/${pod.name} with the service account ${pod.serviceAccount}`;
}

/** @returns the finding as the end of a sentence */
function findTimeIssue(token: PodToken, now: number): Issue | undefined {
  switch (tokenValidity(token, now)) {
    case "valid":
      return undefined;
    case "expired":
      return {
        found: `expired at ${formatTime(token.expiresAt)}.`,
        remedy:
          "The kubelet renews the pod's own file before that: check that this is not a copy, that the node's kubelet is healthy, " +
          "and that the clocks are right.",
      };
    case "not_yet_valid":
      return {
        found: `is not valid before ${formatTime(token.notBefore)}.`,
        remedy: "Check the clocks of this machine and of the cluster.",
      };
  }
}

function describeProblem(problem: TokenFileProblem, path: string): Issue {
  switch (problem.code) {
    case "unreadable":
      return {
        found: problem.error.message,
        remedy: readRemedies[problem.error.systemCode ?? ""] ?? "Check the path.",
      };
    case "empty":
      return {
        found: `${path} is empty.`,
        remedy: "Write the pod's token to it, or project the token there with a volume of the pod.",
      };
    case "malformed":
      return {
        found: `${path} does not contain a JSON Web Token, or not only that.`,
        remedy: "It must contain HEADER.CLAIMS.SIGNATURE and nothing else: no Bearer and no quotes.",
      };
    case "whitespace":
      return {
        found: `${path} has whitespace around the token. AWS SDKs send the file as it is, and a header can't contain that.`,
        remedy: `Remove it: printf %s "$(cat ${path})" > token`,
      };
  }
}

const readRemedies: Readonly<Record<string, string>> = {
  ENOENT:
    "Check the path. In a pod, the volume that projects the token must be mounted there; the webhook adds it when the pod is created.",
  EACCES: "Make it readable for this user: in a pod, with fsGroup in the security context.",
};
