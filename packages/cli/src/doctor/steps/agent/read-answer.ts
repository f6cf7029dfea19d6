import type { Refusal } from "../../attribution/refusal.ts";
import type { GotCredentials } from "../../credentials/got-credentials.ts";
import type { Answer } from "../../network/get.ts";
import { quoteRemote, type Secrets } from "../../network/quote-remote.ts";

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
