import { readFile } from "node:fs/promises";
import { AgentError, type PodToken, parseToken, tokenValidity } from "@eks-auth/agent/token";
import { isTokenFormat } from "../core/token-text.ts";
import { type Finding, formatTime } from "./check.ts";

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

/** What a file holds where a token should be. */
export type TokenText =
  | { readonly text: string; readonly problem?: Finding | undefined }
  | { readonly text?: undefined; readonly problem: Finding };

/**
 * Reads the text of a token from a file.
 *
 * @returns the token without what is around it; without a text where there is none
 */
export async function readTokenText(path: string): Promise<TokenText> {
  let content: string;
  try {
    content = await readFile(path, "utf8");
  } catch (error) {
    return { problem: describeUnreadable(path, (error as NodeJS.ErrnoException).code ?? "") };
  }
  const text = content.trim();
  if (text === "") {
    return {
      problem: fail(
        `${path} is empty.`,
        "Write the pod's token to it, or have the kubelet project it there.",
      ),
    };
  }
  if (!isTokenFormat(text)) {
    return {
      problem: fail(
        `${path} doesn't hold a JSON Web Token alone.`,
        "It must hold HEADER.CLAIMS.SIGNATURE and nothing else, neither Bearer nor quotes.",
      ),
    };
  }
  return text === content
    ? { text }
    : {
        text,
        problem: fail(
          `${path} has space or a newline around the token. SDKs send a file as it is, and such a header can't be sent.`,
          `Write it without: printf %s "$(cat ${path})" > token`,
        ),
      };
}

function describeUnreadable(path: string, code: string): Finding {
  const remedies: Readonly<Record<string, string>> = {
    ENOENT:
      "Check the path. In a pod, the volume that projects the token must be mounted there: the webhook adds it when the pod is made.",
    EACCES: "Have it readable for this user: for pods that is fsGroup in the security context.",
    EISDIR: "It is a directory: name the file in it.",
  };
  return fail(`${path} can't be read (${code}).`, remedies[code] ?? "Check the path.");
}

function fail(found: string, remedy: string): Finding {
  return { status: "failed", found, remedy };
}

/** Names the pod that a token says it was made for. */
export function describePod({ pod }: PodToken): string {
  return `the pod ${pod.namespace}/${pod.name} with the service account ${pod.serviceAccount}`;
}
