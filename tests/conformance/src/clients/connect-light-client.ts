import { join } from "node:path";
import { everyFeatureModel } from "../every-feature-model/model.ts";
import { buildFolder } from "../official/build-models.ts";
import type { Stub } from "../run/load-stub.ts";
import { type ConnectedClient, startRecordingStub } from "../run/recording-stub.ts";
import {
  createLightCall,
  generateLightClient,
  type LightExports,
  type TransportName,
} from "./light-client.ts";

/** Generates and imports the light client of the model that uses every feature. */
export function openEveryFeatureClient(transport: TransportName): Promise<LightExports> {
  return generateLightClient(everyFeatureModel, join(buildFolder, "every-feature-client"), transport);
}

/** Starts a stub with `./node` on 127.0.0.1 and connects a light client to it. */
export async function connectLightClient(stub: Stub, exports: LightExports): Promise<ConnectedClient> {
  const server = await startRecordingStub(stub);
  const call = createLightCall(exports, stub.model, { endpoint: server.url });
  return {
    call: (operation, input, respond) => server.record(respond, () => call(operation, input)),
    close: async () => server[Symbol.asyncDispose](),
  };
}
