import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { SmithyCli } from "@eks-auth/codegen/smithy";
import { listen } from "../adapters/node.ts";
import { everyFeatureModel } from "../every-feature-model/model.ts";
import { hasTrait, type Model } from "../model/model.ts";
import { buildFolder } from "../official/build-models.ts";
import { generateModule } from "../official/generate-module.ts";
import type { Stub } from "../run/load-stub.ts";
import { readStreams } from "../values/streams.ts";
import { fromClient, toClient } from "./values.ts";

type Members = Readonly<Record<string, unknown>>;

/** What both sides of a call received. */
interface RoundTrip {
  /** The operation that the stub called, and its input with its streams read to their ends. */
  readonly called: string | undefined;
  readonly received: Members | undefined;
  /** What the client returned, converted by {@link fromClient}, or the error that it threw. */
  readonly returned: unknown;
  readonly thrown: unknown;
  /** The errors that the stub answered with an internal error. */
  readonly failures: readonly unknown[];
}

/** An official client that is connected to a stub of the same model. It runs one call at a time. */
export interface ConnectedClient {
  /** @param respond - returns the output or throws the error of the implementation */
  readonly call: (operation: string, input: Members, respond: () => unknown) => Promise<RoundTrip>;
  readonly close: () => Promise<void>;
}

interface Client {
  send(command: object): Promise<Members>;
  destroy(): void;
}

type Official = Readonly<Record<string, new (options: object) => object>>;

/**
 * Starts a stub with `./node` on 127.0.0.1 and connects an official client to it.
 *
 * @param module - the path that {@link generateOfficialClient} returned
 */
export async function connectOfficialClient(stub: Stub, module: string): Promise<ConnectedClient> {
  const official: Official = await import(/* @vite-ignore */ pathToFileURL(module).href);
  const { model } = stub;
  let respond: () => unknown;
  let called: string | undefined;
  let received: Members | undefined;
  let failures: unknown[] = [];
  const handler = stub.createHandler(
    async (operation, input) => {
      called = operation;
      received = await readStreams(input as Members);
      return respond();
    },
    { onError: (error) => void failures.push(error) },
  );
  const server = await listen(handler);
  // No second attempt, which would hide that the first failed.
  const client = create<Client>("EverythingClient", { endpoint: server.url, maxAttempts: 1 });
  return {
    async call(name, input, newRespond) {
      [respond, called, received, failures] = [newRespond, undefined, undefined, []];
      const operation = model.getOperation(name);
      const command = create<object>(`${name}Command`, toClient(input, operation.input, model) as object);
      let returned: unknown;
      let thrown: unknown;
      try {
        const output = await readOutput(await client.send(command), operation.output, model);
        returned = fromClient(output, operation.output, model);
      } catch (error) {
        thrown = error;
      }
      return { called, received, returned, thrown, failures };
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
