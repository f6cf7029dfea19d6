import { CodedError } from "@eks-auth/server-runtime/coded-error";
import { redactSecrets } from "@eks-auth/server-runtime/redact-secrets";
import { CommandError } from "../core/command-error.ts";
import type { KubectlAccess } from "./access.ts";

/** The codes of {@link KubectlError}. */
export const kubectlErrorCodes = [
  "executable_missing",
  "executable_unusable",
  "interrupted",
  "output_too_large",
  "login_program_missing",
  "login_program_failed",
  "kubeconfig_missing",
  "kubeconfig_unreadable",
  "context_missing",
  "unauthorized",
  "unreachable",
  "forbidden",
  "not_found",
  "already_exists",
  "conflict",
  "invalid",
  "expired",
  "failed",
] as const;

/** Why kubectl failed. */
export type KubectlErrorCode = (typeof kubectlErrorCodes)[number];

/** kubectl failed. The message has the reason, the fix and what kubectl said, without tokens. */
export class KubectlError extends CodedError {
  static override readonly brand: string = "@eks-auth/cli/KubectlError";
  override readonly name = "KubectlError";
  readonly code: KubectlErrorCode;
  /** For `not_found`: the plural of the resource that has no such object. Undefined if the resource itself is missing. */
  readonly resource: string | undefined;
  /** What kubectl said, without tokens; empty if it said nothing. */
  readonly quoted: string;

  constructor(code: KubectlErrorCode, message: string, { resource, quoted = "" }: KubectlErrorDetails = {}) {
    super(message);
    this.code = code;
    this.resource = resource;
    this.quoted = quoted;
  }
}

/** What an error of kubectl has apart from its code and message. */
interface KubectlErrorDetails {
  readonly resource?: string | undefined;
  readonly quoted?: string;
}

/**
 * Creates the error of a kubectl that could not be executed.
 *
 * @param systemCode - the code of the system's error
 */
export function createExecutionError(systemCode: string | undefined): KubectlError {
  return systemCode === "ENOENT"
    ? new KubectlError("executable_missing", "kubectl was not found. Install it on PATH.")
    : new KubectlError(
        "executable_unusable",
        `kubectl can't be executed (${systemCode}). Check the kubectl on PATH.`,
      );
}

/**
 * Creates the error of a kubectl that failed, from its standard error. kubectl reports its errors only as text, so this is
 * the one place that matches that text. It quotes the text without tokens: a login program can print one.
 *
 * @see https://github.com/kubernetes/kubectl/blob/master/pkg/cmd/util/helpers.go for the messages
 */
export function createKubectlError(access: KubectlAccess, stderr: string): KubectlError {
  const lines = stderr.trim().split("\n");
  const rule = rules.find(({ pattern }) => lines.some((line) => pattern.test(line)));
  const line = lines.findLast((each) => rule?.pattern.test(each) ?? true) || "nothing";
  const quoted = redactSecrets(line);
  const { code, explain } = rule ?? { code: "failed", explain: () => "kubectl failed." };
  const resource = /\b([a-z]+(?:\.[a-z.-]+)?) "[^"]*" not found/.exec(line)?.[1];
  return new KubectlError(code, withQuote(explain(access), quoted), { resource, quoted });
}

/** Adds what kubectl said to an explanation. */
export function withQuote(explanation: string, quoted: string): string {
  return `${explanation}\nkubectl said: ${quoted}`;
}

/**
 * Waits for work with kubectl, and turns its errors into command errors.
 *
 * @throws CommandError `kubectl_failed` if kubectl failed
 */
export async function withKubectlErrors<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof KubectlError
      ? new CommandError("kubectl_failed", error.message, { cause: error })
      : error;
  }
}

interface Rule {
  readonly pattern: RegExp;
  readonly code: KubectlErrorCode;
  explain(access: KubectlAccess): string;
}

/** Matches an error of the API server, by the reason of its status. */
function serverError(reason: string): RegExp {
  return new RegExp(`^Error from server \\(${reason}\\)`);
}

/**
 * The first that matches is used. A missing login program is a failure to connect too, and an RBAC error can say that a
 * role was not found.
 */
const rules: readonly Rule[] = [
  {
    pattern: /exec: executable \S+ not found/,
    code: "login_program_missing",
    explain: () => "the kubeconfig's login program was not found. Install it on PATH.",
  },
  {
    pattern: /exec: executable \S+ failed/,
    code: "login_program_failed",
    explain: () =>
      "the kubeconfig's login program failed. Run `kubectl get pods` to see its message, and log in again.",
  },
  {
    pattern: /forbidden/i,
    code: "forbidden",
    explain: () => "the kubeconfig's user has no permission for this. Ask an administrator of the cluster.",
  },
  {
    pattern: /localhost:8080/,
    code: "kubeconfig_missing",
    explain: () => "kubectl found no kubeconfig. Use --kubeconfig or set KUBECONFIG.",
  },
  {
    pattern: /^error: stat |error loading config file/,
    code: "kubeconfig_unreadable",
    explain: () => "the kubeconfig can't be read. Check --kubeconfig and KUBECONFIG.",
  },
  {
    pattern: /context .* does not exist|context was not found|no context exists/,
    code: "context_missing",
    explain: ({ context }) =>
      context === undefined
        ? "the kubeconfig's current context does not exist. Use --context; `kubectl config get-contexts` lists all."
        : `the kubeconfig has no context ${context}. Check --context; \`kubectl config get-contexts\` lists all.`,
  },
  {
    pattern: serverError("AlreadyExists"),
    code: "already_exists",
    explain: () => "the object exists already.",
  },
  {
    pattern: serverError("Conflict"),
    code: "conflict",
    explain: () => "the object was changed in the meantime. Run the command again.",
  },
  {
    pattern: /^Error from server \(Invalid\)|^The .+ is invalid|^The request is invalid/,
    code: "invalid",
    explain: () => "the API server does not accept the object.",
  },
  {
    pattern: serverError("Expired"),
    code: "expired",
    explain: () => "the list changed too much while it was read. Run the command again.",
  },
  {
    pattern: /^Error from server \(NotFound\)|[a-z] "[^"]*" not found|doesn't have a resource type/,
    code: "not_found",
    explain: () => "the cluster does not have what was asked for.",
  },
  {
    pattern: /unauthorized|must be logged in|provide credentials/i,
    code: "unauthorized",
    explain: () =>
      "the cluster does not accept the kubeconfig's login, which may have expired. Log in again, and check --context.",
  },
  {
    pattern: /unable to connect|connection to the server|dial tcp|timeout|timed out|no such host/i,
    code: "unreachable",
    explain: () => "the cluster can't be reached. Check the network and --context.",
  },
];
