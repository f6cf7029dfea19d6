import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import type { SmithyCli } from "@eks-auth/codegen/smithy";
import { listen } from "../adapters/node.ts";
import { everyFeatureModel } from "../every-feature-model/model.ts";
import type { Stub } from "../every-feature-model/open-stub.ts";
import { getTrait, type Model } from "../model/model.ts";
import { buildFolder } from "../official/build-models.ts";
import { generateModule } from "../official/generate-module.ts";
import { fromClient, toClient } from "./values.ts";

type Members = Readonly<Record<string, unknown>>;

/** What came of a call. */
interface RoundTrip {
  /** The operation that the stub called, and the input that it gave, its stream read to its end. */
  readonly called: string | undefined;
  readonly received: Members | undefined;
  /** What the client returned, as {@link fromClient} has it, or the error that it threw. */
  readonly returned: unknown;
  readonly thrown: unknown;
  /** What the stub answered with an internal error. */
  readonly failures: readonly unknown[];
}

/** The official client of a model, and the stub of the same model behind it. One call at a time runs on it. */
export interface RoundTrips {
  /** @param act - returns the output, or throws the error, that the stub is to answer with */
  readonly call: (operation: string, input: Members, act: () => unknown) => Promise<RoundTrip>;
  readonly close: () => Promise<void>;
}

interface Client {
  send(command: object): Promise<Members>;
  destroy(): void;
}

type Official = Readonly<Record<string, new (options: object) => object>>;

/**
 * Puts a stub behind `./node` on 127.0.0.1 and points an official client at it.
 *
 * @param module - the path of what `generateOfficialClient` made
 */
export async function openRoundTrips(model: Model, stub: Stub, module: string): Promise<RoundTrips> {
  const official: Official = await import(/* @vite-ignore */ pathToFileURL(module).href);
  let act: () => unknown;
  let called: string | undefined;
  let received: Members | undefined;
  let failures: unknown[] = [];
  const handler = stub.createHandler(
    async (operation, input) => {
      called = operation;
      received = await readStream(input as Members);
      return act();
    },
    { onError: (error) => void failures.push(error) },
  );
  const { port, close } = await listen(handler);
  // One attempt: a second one would hide that the first failed.
  const client = create<Client>("EverythingClient", { endpoint: `http://127.0.0.1:${port}`, maxAttempts: 1 });
  return {
    async call(operation, input, answer) {
      [act, called, received, failures] = [answer, undefined, undefined, []];
      const { shape } = model.getOperation(operation);
      const command = create<object>(
        `${operation}Command`,
        toClient(input, shape.input?.target ?? "", model) as object,
      );
      let returned: unknown;
      let thrown: unknown;
      try {
        const id = shape.output?.target ?? "";
        returned = fromClient(await readOutput(await client.send(command), id, model), id, model);
      } catch (error) {
        thrown = error;
      }
      return { called, received, returned, thrown, failures };
    },
    async close() {
      client.destroy();
      await close();
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

/** Leaves out what the client puts in the place of absent members: null for a payload, no entries for prefix headers. */
async function readOutput(output: Members, id: string, model: Model): Promise<Members> {
  const { $metadata, ...members } = await readStream(output);
  const present = Object.entries(members).filter(([name, value]) => {
    const member = model.getShape(id).members?.[name];
    const isPrefixed = member !== undefined && getTrait(member, "httpPrefixHeaders") !== undefined;
    return value !== null && !(isPrefixed && Object.keys(value as object).length === 0);
  });
  return Object.fromEntries(present);
}

async function readStream(message: Members): Promise<Members> {
  const { content } = message;
  return typeof content === "object" && content !== null && Symbol.asyncIterator in content
    ? { ...message, content: new Uint8Array(await buffer(content as AsyncIterable<Uint8Array>)) }
    : message;
}

/**
 * Generates the official TypeScript client of the model that uses every feature, and bundles it as one ES module for
 * Node.js. A second call does nothing.
 *
 * @returns the path of the module. It exports `EverythingClient`, and `<Operation>Command` for each operation
 * @throws SmithyError where the generator refuses the model
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

/** Smithy allows no unique items that hold documents, as the model has them. A client checks no constraints. */
function dropUniqueItems(key: string, value: unknown): unknown {
  return key === "smithy.api#uniqueItems" ? undefined : value;
}
