import type { PodToken } from "@eks-auth/agent/token";
import {
  type AssociationStore,
  CredentialIssuerError,
  createPodIdentityService,
  createSessionNamer,
  createStsIssuer,
  type Decision,
  identifyStsCaller,
  type StsCaller,
  type StsConfig,
  type TokenIssuer,
} from "@eks-auth/service";
import { collectProblems } from "../config/configuration.ts";
import { clockRemedy, describeClock } from "../findings/clocks.ts";
import type { FindingCode } from "../findings/finding-codes.ts";
import { type CheckResult, fail, quoteRemote, type ReceivedCredentials, warn } from "./check.ts";
import type { Configuration } from "./configuration.ts";

interface ExchangeParts {
  readonly configuration: Configuration;
  readonly token: PodToken;
  /** Its keys have verified the token. */
  readonly issuer: TokenIssuer;
  readonly associations: AssociationStore;
  /** Credentials that a server has issued already. */
  readonly credentials: ReceivedCredentials | undefined;
}

/** The service waits less; the first connection of a process takes longer. */
const stsTimeoutMs = 4_000;

/**
 * Exchanges the token in this process, by the code and the configuration of the server: STS is called with the credentials
 * that the server has if it runs in the same environment. A server does not tell its callers what STS says; here it is shown.
 */
export async function checkExchange(parts: ExchangeParts): Promise<CheckResult> {
  const { sts } = parts.configuration.credentials;
  if (sts === undefined) {
    return skip("The credentials are from the embedded issuer, which needs no STS.");
  }
  if (parts.credentials !== undefined) {
    return skip("The pod got credentials already, so the server can call STS.");
  }
  let caller: StsCaller;
  try {
    const { value, problems } = await collectProblems(identifyStsCaller({ ...sts, timeoutMs: stsTimeoutMs }));
    if (value === undefined) {
      return fail("sts_endpoint_invalid", problems.join("\n"), "Fix credentials.sts, or the environment.");
    }
    caller = value;
  } catch (error) {
    if (!(error instanceof CredentialIssuerError)) {
      throw error;
    }
    return explainNoCaller(error, sts);
  }
  return exchange(parts, sts, caller);
}

function skip(found: string): CheckResult {
  return { finding: { status: "skipped", found } };
}

function explainNoCaller(
  { message, problem, clockOffsetMs }: CredentialIssuerError,
  sts: StsConfig,
): CheckResult {
  const clock = describeClock("STS", clockOffsetMs);
  return clock === undefined
    ? warn(
        "service_not_identified",
        message,
        `Run doctor as the server's user, with its environment: it must find the AWS credentials of the server, and reach STS${sts.endpoint === undefined ? "" : ` at ${new URL(sts.endpoint).origin}`}.`,
      )
    : fail("clocks_differ", `${clock} ${problem}`, clockRemedy);
}

async function exchange(
  { configuration, token, issuer, associations }: ExchangeParts,
  sts: StsConfig,
  { arn }: StsCaller,
): Promise<CheckResult> {
  const { cluster, credentials } = configuration;
  const { sessionNameTemplate: template } = credentials;
  let decision: Decision | undefined;
  const service = createPodIdentityService({
    clusters: [{ ...cluster, ...issuer, associations }],
    credentials: createStsIssuer({ ...sts, timeoutMs: stsTimeoutMs }),
    nameSession: template === undefined ? undefined : createSessionNamer(template),
    onDecision(made) {
      decision = made;
    },
  });
  const call = {
    context: undefined,
    operation: "AssumeRoleForPodIdentity",
    requestId: "doctor",
    signal: new AbortController().signal,
  };
  try {
    const input = { clusterName: cluster.name, token: token.text };
    const { assumedRoleUser, credentials: issued } = await service.assumeRoleForPodIdentity(input, call);
    return {
      finding: { status: "ok", found: `As ${arn}, this machine gets a session of ${assumedRoleUser.arn}.` },
      facts: { credentials: { ...issued, owner: assumedRoleUser.arn } },
    };
  } catch (error) {
    if (decision?.outcome !== "refused") {
      throw error;
    }
    const { namespace, serviceAccount } = token.pod;
    const { durationSeconds } = (await associations.find(namespace, serviceAccount)) ?? {};
    return explainRefusal(decision, { arn, durationSeconds }, configuration);
  }
}

type Refusal = Extract<Decision, { readonly outcome: "refused" }>;

/** The reasons that this exchange can have: the token, its keys and the association were checked before. */
const codes: Readonly<Partial<Record<Refusal["reason"]["code"], FindingCode>>> = {
  role_refused: "role_refused",
  invalid_request: "session_refused",
  invalid_parameter: "session_refused",
  throttled: "too_many_requests",
  role_not_allowed: "role_not_allowed",
  external_id_reserved: "external_id_reserved",
};

function explainRefusal(
  { reason, association }: Refusal,
  { arn, durationSeconds }: { readonly arn: string; readonly durationSeconds: number | undefined },
  { file, cluster }: Configuration,
): CheckResult {
  const role = association?.roleArn ?? "the role";
  const roles = association?.targetRoleArn === undefined ? role : `${role} or ${association.targetRoleArn}`;
  const code = codes[reason.code] ?? "sts_unavailable";
  const remedies: Readonly<Partial<Record<FindingCode, string>>> = {
    role_refused: `Allow sts:AssumeRole and sts:TagSession, in the trust policy of ${roles} and in the caller's own policy: see docs/iam.md.`,
    session_refused: `Reduce durationSeconds or the policy of the association in ${cluster.associations}, or raise the role's maximum session duration in IAM. If the caller is a role itself, the longest session is 3600 s.`,
    role_not_allowed: `Use an allowed role in ${cluster.associations}, or add it to allowedRoles of the cluster ${cluster.name} in ${file}.`,
    too_many_requests: "Try again later.",
  };
  const remedy = remedies[code];
  // The message of the service has its own fix, which has fewer names.
  const text =
    remedy !== undefined && reason instanceof CredentialIssuerError ? reason.problem : reason.message;
  const duration = durationSeconds === undefined ? "" : `, for a session of ${durationSeconds} s`;
  const found = `The server calls STS as ${arn}${duration}. ${quoteRemote(text, [], maxReasonLength)}`;
  return fail(code, found, remedy ?? "See the server's log, too.");
}

/** The message of the service and that of STS in it. */
const maxReasonLength = 1_200;
