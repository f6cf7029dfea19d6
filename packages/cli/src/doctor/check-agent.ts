import type { PodToken } from "@eks-auth/agent/token";
import { isLoopbackHost } from "@eks-auth/server-runtime/trusted-url";
import { describeClockOffset } from "@eks-auth/transport";
import { clockRemedy, describeClock, passWithClock } from "../findings/clocks.ts";
import type { FindingCode } from "../findings/finding-codes.ts";
import { formatUrl } from "./address.ts";
import {
  type CheckResult,
  type ErrorResponse,
  fail,
  formatTime,
  quoteRemote,
  type ReceivedCredentials,
} from "./check.ts";
import {
  type ConnectionFailureKind,
  explainConnectionFailure,
  get,
  type HttpResponse,
} from "./connection.ts";

/** Requests credentials from the agent as AWS SDKs do, and checks its response. */
export async function checkAgent(url: URL, { text }: PodToken): Promise<CheckResult> {
  const address = formatUrl(url);
  let response: HttpResponse;
  try {
    response = await get(url, { accept: "application/json", authorization: text });
  } catch (error) {
    const { kind, predicate } = explainConnectionFailure(error);
    return fail(failureCodes[kind], `${address} ${predicate}`, fixConnection(url, kind));
  }
  const parsed = parseResponse(response, [text]);
  const clock = describeClock("the agent", response.clockOffsetMs);
  if (parsed === undefined) {
    return fail(
      "not_an_agent",
      `${address} responds ${response.status}, but not as an agent does.`,
      "Another program listens there, or a proxy responds. An agent serves credentials at /v1/credentials.",
    );
  }
  if ("errorResponse" in parsed) {
    const errorResponse = { clock, ...parsed.errorResponse };
    const found = `${address} is an agent, and responds with an error (${errorResponse.status} ${errorResponse.code}).`;
    return { finding: { status: "ok", found }, errorResponse };
  }
  const { credentials } = parsed;
  const expiration = formatTime(credentials.expiration.getTime());
  if (credentials.expiration.getTime() <= Date.now()) {
    return fail(
      "agent_credentials_expired",
      `${address} returns credentials that expired at ${expiration}.`,
      clock === undefined
        ? "Check the clocks of the node, of this machine and of the server."
        : `${clock} ${clockRemedy}`,
    );
  }
  const found = `${address} returns credentials of ${credentials.owner} until ${expiration}.`;
  return { finding: passWithClock(found, clock), facts: { credentials } };
}

const failureCodes: Readonly<Record<ConnectionFailureKind, FindingCode>> = {
  refused: "agent_not_listening",
  unreachable: "agent_unreachable",
  connect_timeout: "agent_unreachable",
  response_timeout: "agent_too_slow",
  unknown_host: "agent_unreachable",
  untrusted_certificate: "agent_untrusted",
  client_refused: "not_an_agent",
  wrong_protocol: "not_an_agent",
  connection_lost: "not_an_agent",
};

type AgentResponse =
  | { readonly credentials: ReceivedCredentials }
  | { readonly errorResponse: ErrorResponse };

/**
 * Parses the response of an agent, ours or AWS's.
 *
 * @param secrets - replaced in what is quoted from the response
 * @returns undefined if AWS SDKs would not understand it
 */
function parseResponse(
  { status, body }: HttpResponse,
  secrets: readonly string[],
): AgentResponse | undefined {
  const content = parseObject(body);
  if (status === 200) {
    const credentials = content && parseCredentials(content);
    return credentials && { credentials };
  }
  const error = content === undefined ? parseErrorText(body) : parseErrorObject(content);
  if (error === undefined) {
    return undefined;
  }
  const code = quoteRemote(error.code, secrets);
  const message = quoteRemote(error.message, secrets);
  return { errorResponse: { ...error, by: "agent", status, code, message } };
}

type AgentErrorBody = Omit<ErrorResponse, "by" | "status">;

function parseErrorObject(content: Readonly<Record<string, unknown>>): AgentErrorBody | undefined {
  const { code = content.Code, message = content.Message ?? "", reason, apiReason, cluster } = content;
  const reasons = [apiReason, reason].filter((each) => typeof each === "string");
  return typeof code === "string" && typeof message === "string"
    ? {
        ...{ code, message, reasons },
        ...(typeof cluster === "string" && { cluster: quoteRemote(cluster, []) }),
        ...readApiClock(content),
      }
    : undefined;
}

/** The clock of the server, as the agent saw it. */
function readApiClock({ apiClockOffsetSeconds: seconds }: Readonly<Record<string, unknown>>) {
  const difference = typeof seconds === "number" ? describeClockOffset(seconds * 1000) : undefined;
  return difference === undefined ? {} : { clock: `The clock of the server is ${difference} the agent's.` };
}

/** AWS's own agent responds with text: `[ID]: (NAME): MESSAGE, fault: client`. */
function parseErrorText(body: string): AgentErrorBody | undefined {
  const { code, message = "" } =
    /\((?<code>\w+Exception)\):\s*(?<message>.*?)(?:, fault: \w+)?\s*$/s.exec(body)?.groups ?? {};
  return code === undefined ? undefined : { code, message, reasons: [] };
}

function parseCredentials(content: Readonly<Record<string, unknown>>): ReceivedCredentials | undefined {
  const { AccessKeyId, SecretAccessKey, Token, Expiration, AccountId } = content;
  const texts = [AccessKeyId, SecretAccessKey, Token, Expiration];
  if (!texts.every((text) => typeof text === "string" && text !== "")) {
    return undefined;
  }
  const expiration = new Date(String(Expiration));
  return Number.isNaN(expiration.getTime())
    ? undefined
    : {
        accessKeyId: String(AccessKeyId),
        secretAccessKey: String(SecretAccessKey),
        sessionToken: String(Token),
        expiration,
        owner: /^\d{12}$/.test(String(AccountId)) ? `a role of the account ${AccountId}` : "a role",
      };
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}

function fixConnection(url: URL, kind: ConnectionFailureKind): string {
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  const remedies: Readonly<Record<ConnectionFailureKind, string>> = {
    refused: isLoopbackHost(url.hostname)
      ? "Start eks-auth agent there. In a pod, a loopback address is the pod's own, not the node's."
      : "Check that an agent runs on this node, and that it listens on this address and port.",
    unreachable: `Check that an agent runs on this node, and that an interface of the node has the address: ip address add ${host} dev lo`,
    connect_timeout:
      "Check that no NetworkPolicy blocks the address, that an agent runs on this node, and that an interface of the node has the address.",
    response_timeout:
      "The agent, or a server that it waits for, is too slow: see the agent's log. AWS SDKs give up after 1 or 2 s.",
    unknown_host: "Fix the name. AWS SDKs accept it only if it resolves to an address that they allow.",
    untrusted_certificate: "AWS SDKs would not trust it either. Use one of an authority that they trust.",
    client_refused: "AWS SDKs have no client certificate: an agent must not require one.",
    wrong_protocol: "Another program than an agent listens there, or http and https are mixed up.",
    connection_lost:
      "Another program than an agent listens there, or a proxy is in between. See the agent's log.",
  };
  return remedies[kind];
}
