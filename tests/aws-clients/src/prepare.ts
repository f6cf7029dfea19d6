import { copyFile, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type JsonAst, writeStub } from "@eks-auth/codegen";
import { fillFolderOnce } from "@eks-auth/codegen/files";
import { buildModels, SmithyCli } from "@eks-auth/codegen/smithy";
import { root } from "@eks-auth/test-kit/repository";
import { readOutput } from "@eks-auth/test-kit/run-program";

const workspace = fileURLToPath(new URL("../", import.meta.url));
const buildFolder = join(workspace, "build");

/** The exports of a generated stub, or of an AWS SDK client. */
export type Exports = Readonly<Record<string, unknown>>;

/** A published AWS SDK client with the stub of its service. */
export interface Pair {
  readonly client: Exports;
  readonly stub: Exports;
}

/**
 * Generates the stub of every model and installs all clients, unless that is done.
 *
 * @returns by the name of the client: `lambda`
 * @throws ToolUnavailableError if Java or Maven is missing
 */
export async function preparePairs(): Promise<ReadonlyMap<string, Pair>> {
  const names = (await readdir(join(workspace, "models"))).map((file) => file.replace(".smithy", "")).sort();
  await installClients();
  await buildAsts(names);
  const pairs = names.map(async (name) => {
    const stubFolder = join(buildFolder, "stubs", name);
    await writeStub(JSON.parse(await readFile(astFile(name), "utf8")) as JsonAst, stubFolder);
    const [stub, client] = await Promise.all([
      importFile(join(stubFolder, "index.ts")),
      importFile(join(buildFolder, "clients/node_modules/@aws-sdk", `client-${name}`, "dist-cjs/index.js")),
    ]);
    return [name, { client, stub }] as const;
  });
  return new Map(await Promise.all(pairs));
}

/** Installs the clients by npm, whose settings on this machine decide which registry it uses. */
async function installClients(): Promise<void> {
  const files = ["package.json", "package-lock.json"];
  const sources = files.map((file) => join(workspace, "clients", file));
  const texts = await Promise.all(sources.map((source) => readFile(source, "utf8")));
  await fillFolderOnce(join(buildFolder, "clients"), texts, async (target) => {
    await Promise.all(files.map((file, index) => copyFile(sources[index] ?? "", join(target, file))));
    await readOutput("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", target]);
  });
}

/** Builds all models in one run of Smithy. */
async function buildAsts(names: readonly string[]): Promise<void> {
  const models = names.map((name) => join(workspace, "models", `${name}.smithy`));
  const texts = await Promise.all(models.map((model) => readFile(model, "utf8")));
  await fillFolderOnce(join(buildFolder, "models"), texts, async (folder) => {
    const smithy = await SmithyCli.open(root);
    const requests = models.map((model) => ({
      model,
      service: undefined,
      openApi: false,
      clientPackage: "unused",
    }));
    const built = await buildModels(smithy, requests);
    await Promise.all(
      names.map(async (name, index) => {
        const artifacts = built[index];
        if (artifacts === undefined) {
          throw new Error(
            `Smithy rejects the model ${name}. To see why, run: npx smithy validate models/${name}.smithy`,
          );
        }
        await writeFile(join(folder, `${name}.json`), artifacts.modelText);
      }),
    );
  });
}

function astFile(name: string): string {
  return join(buildFolder, "models", `${name}.json`);
}

function importFile(path: string): Promise<Exports> {
  return import(/* @vite-ignore */ pathToFileURL(path).href);
}
