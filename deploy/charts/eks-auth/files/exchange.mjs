// The test of the chart: asks the agent of this node for credentials, as an AWS SDK does, until it answers as expected.
import { readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";

const {
  AWS_CONTAINER_CREDENTIALS_FULL_URI: url,
  AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: tokenFile,
  EXPECTED_ROLE: role,
} = process.env;
const end = Date.now() + 60_000;

let answer = await ask();
while (!answer.asExpected && Date.now() < end) {
  await setTimeout(1_000);
  answer = await ask();
}
const expected = role ? `credentials of ${role}` : "ResourceNotFoundException";
process.stdout.write(`${answer.text}${answer.asExpected ? "" : ` Expected ${expected}.`}\n`);
process.exitCode = answer.asExpected ? 0 : 1;

async function ask() {
  try {
    const headers = { authorization: readFileSync(tokenFile, "utf8") };
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(5_000) });
    const { AccessKeyId, Expiration, code, reason, message } = await response.json();
    if (response.ok) {
      const text = `The agent answered with credentials of ${AccessKeyId}, valid until ${Expiration}.`;
      return { asExpected: Boolean(role), text };
    }
    if (!role && code === "ResourceNotFoundException") {
      const text =
        "The agent answered, the service verified this pod's token, and the pod has no association.";
      return { asExpected: true, text };
    }
    const text = `The agent answered with ${response.status} ${code} (${reason}): ${message}`;
    return { asExpected: false, text };
  } catch (error) {
    const cause = error.cause?.code ?? error.code ?? error.name;
    return { asExpected: false, text: `The agent did not answer at ${url} (${cause}).` };
  }
}
