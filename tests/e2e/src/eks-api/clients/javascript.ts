import { copyFile, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fillFolderOnce } from "@eks-auth/codegen/files";
import { readOutput } from "@eks-auth/test-kit/run-program";
import { installationFolder, programFolder } from "../../sdks/languages/sdk.ts";
import type { EksAnswer, EksCaller, EksClient, EksClientKind, Members } from "../eks-client.ts";

/** What this file uses of the package, which is not installed when types are checked. */
interface Sdk {
  readonly EKSClient: new (options: EksCaller) => SdkClient;
  readonly EKSServiceException: new () => Error;
  readonly paginateListPodIdentityAssociations: (
    settings: { readonly client: SdkClient; readonly pageSize?: number },
    input: Members,
  ) => AsyncIterable<Members>;
  readonly [name: string]: unknown;
}

interface SdkClient {
  send(command: object): Promise<Members>;
  destroy(): void;
}

type Command = new (input: Members) => object;

/** Installs the AWS SDK for JavaScript by npm. Its client runs in this process. */
export async function setUpJavaScriptEks(): Promise<EksClientKind[]> {
  const source = programFolder("eks-api/javascript");
  const files = ["package.json", "package-lock.json"];
  const texts = await Promise.all(files.map((file) => readFile(join(source, file), "utf8")));
  const installation = installationFolder("eks-api-javascript");
  await fillFolderOnce(installation, texts, async (target) => {
    await Promise.all(files.map((file) => copyFile(join(source, file), join(target, file))));
    await readOutput("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", target]);
  });
  const load = createRequire(join(installation, "package.json"));
  const sdk = load("@aws-sdk/client-eks") as Sdk;
  const { version } = load("@aws-sdk/client-eks/package.json") as { version: string };
  return [
    {
      name: `@aws-sdk/client-eks ${version}`,
      errorTypes: "service",
      showsMembers: true,
      start: (caller) => start(sdk, caller),
    },
  ];
}

function start(sdk: Sdk, caller: EksCaller): EksClient {
  const client = new sdk.EKSClient(caller);
  return {
    async call(operation, input) {
      const { [`${operation}Command`]: Command } = sdk;
      try {
        return { output: toMembers(await client.send(new (Command as Command)(input))) };
      } catch (error) {
        return describe(sdk, error);
      }
    },
    async paginate({ maxResults, ...input }) {
      const settings = { client, ...(maxResults !== undefined && { pageSize: Number(maxResults) }) };
      const pages: Members[] = [];
      for await (const page of sdk.paginateListPodIdentityAssociations(settings, input)) {
        pages.push(toMembers(page));
      }
      return pages;
    },
    async [Symbol.asyncDispose]() {
      client.destroy();
    },
  };
}

/** Removes what the SDK adds, and writes times in seconds. */
function toMembers(output: Members): Members {
  const text = JSON.stringify(output, function (this: Members, name, member) {
    const original = this[name];
    return name === "$metadata" ? undefined : original instanceof Date ? original.getTime() / 1000 : member;
  });
  return JSON.parse(text) as Members;
}

function describe(sdk: Sdk, error: unknown): EksAnswer {
  if (!(error instanceof sdk.EKSServiceException)) {
    throw error;
  }
  const {
    name: code,
    message,
    $metadata,
    $fault,
    $response,
    $retryable,
    ...members
  } = error as Error & Record<string, unknown>;
  const Modeled = sdk[code];
  return {
    error: {
      code,
      status: ($metadata as { httpStatusCode: number }).httpStatusCode,
      isModeled: typeof Modeled === "function" && error instanceof Modeled,
      message,
      members,
    },
  };
}
