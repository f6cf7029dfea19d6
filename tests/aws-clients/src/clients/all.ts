import type { ClientCases } from "../cases.ts";
import { apiGateway } from "./api-gateway.ts";
import { appsync } from "./appsync.ts";
import { batch } from "./batch.ts";
import { bedrockRuntime } from "./bedrock-runtime.ts";
import { efs } from "./efs.ts";
import { eks } from "./eks.ts";
import { glacier } from "./glacier.ts";
import { iot } from "./iot.ts";
import { iotDataPlane } from "./iot-data-plane.ts";
import { lambda } from "./lambda.ts";
import { lexRuntimeV2 } from "./lex-runtime-v2.ts";
import { polly } from "./polly.ts";
import { transcribeStreaming } from "./transcribe-streaming.ts";
import { xray } from "./xray.ts";

/** The cases of every client. */
export const clients: readonly ClientCases[] = [
  apiGateway,
  appsync,
  batch,
  bedrockRuntime,
  efs,
  eks,
  glacier,
  iotDataPlane,
  iot,
  lambda,
  lexRuntimeV2,
  polly,
  transcribeStreaming,
  xray,
];
