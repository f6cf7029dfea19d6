/**
 * Answers each line of standard input, `get`, with the credentials of the AWS SDK for JavaScript as a line of JSON.
 * The argument selects the provider: `fromHttp`, or `default` for the SDK's default chain.
 */
import { createInterface } from "node:readline";
import { STSClient } from "@aws-sdk/client-sts";
import { fromHttp } from "@aws-sdk/credential-provider-http";

const client = new STSClient(process.argv[2] === "fromHttp" ? { credentials: fromHttp() } : {});

for await (const _line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await getCredentials())}\n`);
}

async function getCredentials(): Promise<object> {
  try {
    const { accessKeyId } = await client.config.credentials();
    return { accessKeyId };
  } catch (thrown) {
    const error = thrown as Error & { readonly Code?: string; readonly Message?: string };
    // The SDK puts the endpoint's message into a separate property.
    const message = [error.message, error.Message].filter((text) => text !== undefined).join(": ");
    return { error: { type: error.name, code: error.Code, message } };
  }
}
