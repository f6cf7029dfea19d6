import { AgentError, type PodToken, parseToken, tokenValidity } from "@eks-auth/agent/token";
import type { Finding } from "../../report/finding.ts";
import { formatTime } from "../../report/format-time.ts";
import { describePod } from "./describe-pod.ts";
import { readTokenText } from "./read-token-text.ts";

/** What the token file holds. */
export interface CheckedTokenFile {
  readonly finding: Finding;
  /** The token, where it can be sent. */
  readonly token?: PodToken | undefined;
}

/**
 * Checks the file that AWS SDKs read the pod's token from.
 *
 * @param isForSdks - whether SDKs read it as it is, or it was given to us alone
 * @param now - the time to judge the token by, in milliseconds since 1970
 */
export async function checkTokenFile(
  path: string,
  { isForSdks, now }: { readonly isForSdks: boolean; readonly now: number },
): Promise<CheckedTokenFile> {
  const { text, problem } = await readTokenText(path);
  if (text === undefined) {
    return { finding: problem };
  }
  if (problem !== undefined && isForSdks) {
    return { finding: { ...problem, status: "failed" } };
  }
  const token = parse(text, path);
  if ("status" in token) {
    return { finding: token };
  }
  const about = `${path} holds a token of ${describePod(token)}`;
  const time = findTimeProblem(token, now);
  if (time !== undefined) {
    return { finding: { status: "failed", found: `${about} that ${time.found}`, remedy: time.remedy } };
  }
  const found = `${about}, good until ${formatTime(token.expiresAt)}.`;
  const finding: Finding =
    problem === undefined
      ? { status: "ok", found }
      : { status: "warning", found: `${found} ${problem.found}`, remedy: problem.remedy };
  return { finding, token };
}

function parse(text: string, path: string): PodToken | Finding {
  try {
    return parseToken(text, "");
  } catch (error) {
    if (!(error instanceof AgentError)) {
      throw error;
    }
    return {
      status: "failed",
      found: `${path} holds no token of a pod's for AWS. ${error.message}`,
      remedy:
        "The file must be a projected service-account token with the audience pods.eks.amazonaws.com, which the kubelet binds " +
        "to the pod. For a trial: kubectl create token NAME --namespace NAMESPACE --audience pods.eks.amazonaws.com " +
        "--bound-object-kind Pod --bound-object-name POD",
    };
  }
}

function findTimeProblem(
  token: PodToken,
  now: number,
): { readonly found: string; readonly remedy: string } | undefined {
  const time = tokenValidity(token, now);
  if (time === "expired") {
    return {
      found: `ended at ${formatTime(token.expiresAt)}.`,
      remedy:
        "The kubelet renews it in good time: check that this is the pod's own file and no copy, that the node's kubelet is well, " +
        "and that the clocks are right.",
    };
  }
  if (time === "not_yet_valid") {
    return {
      found: `begins at ${formatTime(token.notBefore)} only.`,
      remedy: "Check the clocks of this machine and of the cluster.",
    };
  }
  return undefined;
}
