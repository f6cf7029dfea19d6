import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { SmithyCli } from "@eks-auth/codegen/smithy";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { hasTrait, type Model } from "../model/model.ts";
import { buildFolder, getOfficialModelFile, readModelText } from "../official/build-models.ts";
import { generateModule } from "../official/generate-module.ts";
import type { OfficialService } from "../official/services.ts";
import { fromClient, toClient } from "../official-client/values.ts";
import { readStreams } from "../values/streams.ts";
import { startCannedServer } from "./canned-server.ts";
import type { ClientUnderTest } from "./client-under-test.ts";
import { testOptions } from "./options.ts";

type Exports = Readonly<Record<string, new (options: unknown) => object>>;
type Members = Readonly<Record<string, unknown>>;

interface OfficialClient {
  send(command: object): Promise<Members>;
  destroy(): void;
}

/**
 * Generates the official client of an official service, without operations with event streams, and imports it.
 *
 * @throws SmithyError if the generator rejects the model
 */
export async function generateOfficialClientOf(
  smithy: SmithyCli,
  service: OfficialService,
): Promise<Exports> {
  const module = await generateModule(smithy, "client", {
    service: service.id,
    model: getOfficialModelFile(service),
    modelText: await readModelText(service),
    folder: join(buildFolder, service.name, "official-client"),
  });
  return import(/* @vite-ignore */ pathToFileURL(module).href);
}

/** Opens an official client, with a server that its requests go to. */
export async function openOfficialClient(exports: Exports, model: Model): Promise<ClientUnderTest> {
  const server = await startCannedServer();
  return {
    name: "official",
    model,
    async call(endpoint, name, input, answer) {
      server.prepare(answer);
      const operation = model.getOperation(name);
      const requestHandler = new NodeHttpHandler({ httpAgent: server.agent });
      const options = { ...testOptions, endpoint, maxAttempts: 1, requestHandler };
      const client = create(`${model.clientName}Client`, options) as OfficialClient;
      try {
        const command = create(
          `${name}Command`,
          toClient(await readStreams(input as object), operation.input, model),
        );
        const { $metadata, ...members } = await client.send(command);
        const output = dropAdditions(await readStreams(members), operation.output, model);
        return {
          request: server.lastRequest(),
          output: fromClient(output, operation.output, model) as Members,
        };
      } catch (error) {
        return { request: server.lastRequest(), error: describe(error as Error) };
      }
    },
    close: async () => server[Symbol.asyncDispose](),
  };

  function create(name: string, options: unknown): object {
    const Class = exports[name];
    if (Class === undefined) {
      throw new Error(`the official client exports no ${name}`);
    }
    return new Class(options);
  }

  function describe(error: Error) {
    const { name, message, $fault, $metadata, $response, $retryable, ...members } = error as Error & Members;
    const Class = exports[name];
    return {
      name,
      hasClass: Class !== undefined && error instanceof Class,
      members: { message, ...members },
      cause: error,
    };
  }
}

/** Removes the values that the client adds for absent members: undefined, null for a payload, `{}` for prefix headers. */
function dropAdditions(output: Members, id: string, model: Model): Members {
  const present = Object.entries(output).filter(([name, value]) => {
    const member = model.getShape(id).members?.[name];
    const isPrefixed = member !== undefined && hasTrait(member, "httpPrefixHeaders");
    return (
      value !== null && value !== undefined && !(isPrefixed && Object.keys(value as object).length === 0)
    );
  });
  return Object.fromEntries(present);
}
