import { join } from "node:path";
import type { JsonAst } from "@eks-auth/codegen";
import { SmithyCli } from "@eks-auth/codegen/smithy";
import { root } from "@eks-auth/test-kit/repository";
import { parseExactly } from "../model/exact-numbers.ts";
import { Model } from "../model/model.ts";
import { buildFolder, buildModels, readModelText } from "../official/build-models.ts";
import { type OfficialService, officialServices } from "../official/services.ts";
import type { ClientUnderTest } from "./client-under-test.ts";
import { type ClientCase, collectClientCases } from "./collect-client-cases.ts";
import { generateLightClient, openLightClient, transports } from "./light-client.ts";
import { generateOfficialClientOf, openOfficialClient } from "./official-client.ts";
import { runClientCase } from "./run-client-case.ts";

/** An official service with its cases for clients, and how to open the clients. */
export interface PreparedClients {
  readonly service: OfficialService;
  readonly cases: readonly ClientCase[];
  /** The light client with each of its transports. */
  readonly openLight: readonly (() => Promise<ClientUnderTest>)[];
  readonly openOfficial: () => Promise<ClientUnderTest>;
}

/**
 * Builds the official models and generates the clients of each.
 *
 * @throws ToolUnavailableError if Java or Maven is missing
 * @throws UnsupportedModelError if the generator does not support a model
 */
export async function prepareClients(): Promise<PreparedClients[]> {
  const smithy = await SmithyCli.open(root);
  await buildModels(smithy);
  const prepared: PreparedClients[] = [];
  for (const service of officialServices) {
    const modelText = await readModelText(service);
    const ast: JsonAst = JSON.parse(modelText);
    const model = new Model(parseExactly(modelText) as JsonAst);
    const official = await generateOfficialClientOf(smithy, service);
    const folder = join(buildFolder, service.name);
    prepared.push({
      service,
      cases: collectClientCases(model),
      openLight: transports.map(
        (transport) => async () =>
          openLightClient(await generateLightClient(ast, folder, transport), model, transport),
      ),
      openOfficial: () => openOfficialClient(official, model),
    });
  }
  return prepared;
}

/** The result of one case with one client. */
export interface ClientResult {
  /** The client's name. */
  readonly client: string;
  readonly testCase: ClientCase;
  /** Why the case failed, or undefined if it passed. */
  readonly failure: string | undefined;
}

/** Runs every case with every client. */
export async function runClients(services: readonly PreparedClients[]): Promise<ClientResult[]> {
  const results: ClientResult[] = [];
  for (const { cases, openLight, openOfficial } of services) {
    for (const open of [...openLight, openOfficial]) {
      const client = await open();
      for (const testCase of cases) {
        results.push({
          client: client.name,
          testCase,
          failure: await runClientCase(testCase, client),
        });
      }
      await client.close();
    }
  }
  return results;
}
