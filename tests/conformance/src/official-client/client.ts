import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { SmithyCli } from "@eks-auth/codegen/smithy";
import { everyFeatureModel } from "../every-feature-model/model.ts";
import { hasTrait, type Model } from "../model/model.ts";
import { buildFolder } from "../official/build-models.ts";
import { generateModule } from "../official/generate-module.ts";
import type { Stub } from "../run/load-stub.ts";
import { type ConnectedClient, startRecordingStub } from "../run/recording-stub.ts";
import { readStreams } from "../values/streams.ts";
import { fromClient, toClient } from "./values.ts";

type Members = Readonly<Record<string, unknown>>;

interface Client {
  send(command: object): Promise<Members>;
  destroy(): void;
}

type Official = Readonly<Record<string, new (options: object) => object>>;

/**
 * Starts a stub with `./node` on 127.0.0.1 and connects an official client to it. Outputs are converted by {@link fromClient}.
 *
 * @param module - the path that {@link generateOfficialClient} returned
 */
export async function connectOfficialClient(stub: Stub, module: string): Promise<ConnectedClient> {
  const official: Official = await import(/* @vite-ignore */ pathToFileURL(module).href);
  const { model } = stub;
  const server = await startRecordingStub(stub);
  // No second attempt, which would hide that the first failed.
  const client = create<Client>("EverythingClient", { endpoint: server.url, maxAttempts: 1 });
  return {
    call(name, input, respond) {
      const operation = model.getOperation(name);
      const command = create<object>(`${name}Command`, toClient(input, operation.input, model) as object);
      return server.record(respond, async () => {
        const output = await readOutput(await client.send(command), operation.output, model);
        return fromClient(output, operation.output, model);
      });
    },
    async close() {
      client.destroy();
      await server[Symbol.asyncDispose]();
    },
  };

  function create<T>(name: string, options: object): T {
    const Class = official[name];
    if (Class === undefined) {
      throw new Error(`the official client exports no ${name}`);
    }
    return new Class(options) as T;
  }
}

/** Removes the values that the client adds for absent members: null for a payload, `{}` for prefix headers. */
async function readOutput(output: Members, id: string, model: Model): Promise<Members> {
  const { $metadata, ...members } = await readStreams(output);
  const present = Object.entries(members).filter(([name, value]) => {
    const member = model.getShape(id).members?.[name];
    const isPrefixed = member !== undefined && hasTrait(member, "httpPrefixHeaders");
    return value !== null && !(isPrefixed && Object.keys(value as object).length === 0);
  });
  return Object.fromEntries(present);
}

/**
 * Generates the official TypeScript client of the model that uses every feature, and bundles it as one ES module for
 * Node.js. A second call does nothing.
 *
 * @returns the path of the module. It exports `EverythingClient`, and `<Operation>Command` for each operation
 * @throws SmithyError if the generator rejects the model
 */
export async function generateOfficialClient(smithy: SmithyCli): Promise<string> {
  const folder = join(buildFolder, "Everything");
  const model = join(folder, "model.json");
  const modelText = JSON.stringify(everyFeatureModel, dropUniqueItems);
  await mkdir(folder, { recursive: true });
  await writeFile(model, modelText);
  return generateModule(smithy, "client", {
    service: "fuzz#Everything",
    model,
    modelText,
    folder: join(folder, "official-client"),
  });
}

/** Smithy rejects unique items that contain documents, which the model has. A client checks no constraints. */
function dropUniqueItems(key: string, value: unknown): unknown {
  return key === "smithy.api#uniqueItems" ? undefined : value;
}
