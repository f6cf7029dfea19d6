import type { PodToken } from "@eks-auth/agent/token";
import { describeAddress, isLoopback } from "./address.ts";
import {
  type Asked,
  failToAsk,
  formatTime,
  type GotCredentials,
  quoteRemote,
  type Secrets,
} from "./check.ts";
import { type Answer, type ConnectionFailureKind, explainConnectionFailure, get } from "./connection.ts";
import type { Refusal } from "./diagnose-error.ts";

/** Asks the agent for credentials as AWS SDKs do. */
export async function askAgent(url: URL, { text }: PodToken): Promise<Asked> {
  const address = describeAddress(url);
  let answer: Answer;
  try {
    answer = await get(url, { accept: "application/json", authorization: text });
  } catch (error) {
    const { kind, clause } = explainConnectionFailure(error);
    return failToAsk(`${address} ${clause}`, mendAgentConnection(url, kind));
  }
  const read = readAnswer(answer, [text]);
  if (read === undefined) {
    return failToAsk(
      `${address} answers ${answer.status}, and not as an agent does.`,
      "Something else listens there, or a proxy is between. An agent gives credentials at /v1/credentials.",
    );
  }
  if ("refusal" in read) {
    const { status, code } = read.refusal;
    const found = `${address} is an agent, and hands on a refusal (${status} ${code}).`;
    return { finding: { status: "ok", found }, refusal: read.refusal };
  }
  const { credentials } = read;
  const until = `until ${formatTime(credentials.expiration.getTime())}`;
  if (credentials.expiration.getTime() <= Date.now()) {
    return failToAsk(
      `${address} gives credentials ${until}, which is over.`,
      "Check the clocks of the node and of this machine.",
    );
  }
  const found = `${address} gives credentials of ${credentials.owner} ${until}.`;
  return { finding: { status: "ok", found }, credentials };
}

/** What an answer is, where it is an agent's. */
export type AgentAnswer = { readonly credentials: GotCredentials } | { readonly refusal: Refusal };

/**
 * Reads the answer of an agent, ours or AWS's.
 *
 * @param secrets - what must not be quoted of it
 * @returns `undefined` where no SDK could make anything of it
 */
export function readAnswer({ status, body }: Answer, secrets: Secrets): AgentAnswer | undefined {
  const content = parseObject(body);
  if (status === 200) {
    const credentials = content && readCredentials(content);
    return credentials && { credentials };
  }
  const refusal = content === undefined ? readText(body) : readError(content);
  return (
    refusal && {
      refusal: {
        by: "agent",
        status,
        code: quoteRemote(refusal.code, secrets),
        message: quoteRemote(refusal.message, secrets),
      },
    }
  );
}

type ErrorText = Pick<Refusal, "code" | "message">;

function readError(content: Readonly<Record<string, unknown>>): ErrorText | undefined {
  const { code = content.Code, message = content.Message ?? "" } = content;
  return typeof code === "string" && typeof message === "string" ? { code, message } : undefined;
}

/** AWS's own agent answers with text: `[ID]: (NAME): MESSAGE, fault: client`. */
function readText(body: string): ErrorText | undefined {
  const { code, message = "" } =
    /\((?<code>\w+Exception)\):\s*(?<message>.*?)(?:, fault: \w+)?\s*$/s.exec(body)?.groups ?? {};
  return code === undefined ? undefined : { code, message };
}

function readCredentials(content: Readonly<Record<string, unknown>>): GotCredentials | undefined {
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

/** Says what to do where an agent doesn't answer. */
export function mendAgentConnection(url: URL, kind: ConnectionFailureKind): string {
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  const remedies: Readonly<Record<ConnectionFailureKind, string>> = {
    refused: isLoopback(url)
      ? "Start eks-auth agent there. In a pod, a loopback address is the pod's own and not the node's."
      : "Check that an agent runs on this node, and that it listens on this address and port.",
    unreachable: `Check that an agent runs on this node and that an interface of the node has the address: ip address add ${host} dev lo`,
    silent:
      "Check that no NetworkPolicy keeps the pod from this address, that an agent runs on this node, and that an interface of the " +
      "node has the address.",
    slow: "The agent hangs, or what it waits for does: its log says more. SDKs give up after 1 or 2 s.",
    "unknown name": "Correct the name. SDKs take it only if it stands for an address that they allow.",
    certificate: "SDKs wouldn't trust it, either. Have it signed by an authority that they know.",
    "other protocol": "Something else than an agent listens there, or http and https are mixed up.",
    "broken off":
      "Something else than an agent listens there, or a proxy is between. The agent's log says more.",
  };
  return remedies[kind];
}
