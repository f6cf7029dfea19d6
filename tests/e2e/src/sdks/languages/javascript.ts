import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { programFolder, type Sdk, startLineProcess } from "./sdk.ts";

/**
 * Finds the AWS SDK for JavaScript, which is installed with the workspace. It has two providers that call the agent.
 *
 * @see https://github.com/aws/aws-sdk-js-v3/tree/main/packages/credential-provider-http
 */
export async function setUpJavaScript(): Promise<Sdk[]> {
  const entry = createRequire(import.meta.url).resolve("@aws-sdk/client-sts/package.json");
  const { version } = JSON.parse(await readFile(entry, "utf8")) as { version: string };
  const program = join(programFolder("javascript"), "main.ts");
  const start = (provider: string) => (environment: Readonly<Record<string, string>>) =>
    startLineProcess(process.execPath, [program, provider], environment);
  return [
    {
      name: `JavaScript ${version}, fromHttp`,
      showsBody: (status) => status < 500,
      retries: () => true,
      refreshes: [240],
      start: start("fromHttp"),
    },
    {
      name: `JavaScript ${version}, default chain`,
      // If the agent returns an error, the chain tries a provider that ignores the token file, and shows its error.
      showsBody: () => false,
      retries: () => true,
      refreshes: [240],
      start: start("default"),
    },
  ];
}
