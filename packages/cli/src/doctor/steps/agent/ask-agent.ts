import type { PodToken } from "@eks-auth/agent/token";
import { describeAddress } from "../../network/address.ts";
import { explainConnectionFailure } from "../../network/connection-failure.ts";
import { type Answer, get } from "../../network/get.ts";
import { formatTime } from "../../report/format-time.ts";
import { type Asked, failToAsk } from "../asked.ts";
import { mendAgentConnection } from "./mend-connection.ts";
import { readAnswer } from "./read-answer.ts";

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
