import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { programFolder } from "./folders.ts";
import { startLineProcess } from "./line-process.ts";
import type { Sdk } from "./sdk.ts";

/**
 * Finds the AWS SDK for JavaScript, which is installed with the workspace, with each of its ways to the agent.
 *
 * @see https://github.com/aws/aws-sdk-js-v3/tree/main/packages/credential-provider-http
 */
export async function setUpJavaScript(): Promise<Sdk[]> {
  const entry = createRequire(import.meta.url).resolve("@aws-sdk/client-sts/package.json");
  const { version } = JSON.parse(await readFile(entry, "utf8")) as { version: string };
  const program = join(programFolder("javascript"), "main.ts");
  const start = (source: string) => (environment: Readonly<Record<string, string>>) =>
    startLineProcess(process.execPath, [program, source], environment);
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
      // Where the agent refuses, the chain goes on to a provider that knows no token file, and shows what that says.
      showsBody: () => false,
      retries: () => true,
      refreshes: [240],
      start: start("default"),
    },
  ];
}
