import type { AstShape, JsonAst } from "@eks-auth/codegen";
import { member, operation, shapeId, structure } from "./builders.ts";
import { labelPath, messageShapes, payloadOperations, payloadShapes } from "./message-shapes.ts";
import { constrainedShapes, sharedShapes } from "./shared-shapes.ts";

/** Paths that overlap: a literal, a label, a greedy label, a literal in the query, two methods. */
const overlapping: Readonly<Record<string, readonly [method: string, uri: string]>> = {
  GetThing: ["GET", "/things/{id}"],
  GetThingDetail: ["GET", "/things/{id}?detail"],
  DeleteThing: ["DELETE", "/things/{id}"],
  GetThingPath: ["GET", "/things/{id+}"],
  GetThingEnd: ["GET", "/things/{id+}/end"],
};

const operations: Readonly<Record<string, AstShape>> = {
  PutEverything: operation("PutEverything", "POST", "/everything", 201),
  PutHeaders: operation("PutHeaders", "PUT", "/headers"),
  GetLabels: operation("GetLabels", "GET", `/labels${labelPath}/{rest+}/end`),
  GetQuery: operation("GetQuery", "GET", "/query?mode=all"),
  GetParams: operation("GetParams", "GET", "/params"),
  GetParamLists: operation("GetParamLists", "GET", "/param-lists"),
  GetMixedParams: operation("GetMixedParams", "GET", "/mixed-params"),
  CheckConstraints: operation("CheckConstraints", "POST", "/constraints"),
  GetSpecialThing: operation("GetSpecialThing", "GET", "/things/special"),
  Ping: { ...operation("Ping", "GET", "/"), input: { target: "smithy.api#Unit" } },
};

function makeOverlapping(): Record<string, AstShape> {
  return Object.fromEntries(
    Object.entries(overlapping).flatMap(([name, [method, uri]]) => [
      [name, operation(name, method, uri)],
      [`${name}Input`, structure({ id: member("#String", { required: {}, httpLabel: {} }) })],
      [`${name}Output`, structure({})],
    ]),
  );
}

const names = [...Object.keys(operations), ...Object.keys(overlapping), ...payloadOperations];

const ownShapes: Readonly<Record<string, AstShape>> = {
  Everything: {
    type: "service",
    version: "1",
    operations: names.map((name) => ({ target: shapeId(name) })),
    errors: [{ target: shapeId("Refused") }, { target: "smithy.framework#ValidationException" }],
    traits: { "aws.protocols#restJson1": {}, "smithy.api#cors": {} },
  },
  ...operations,
  ...makeOverlapping(),
  GetSpecialThingInput: structure({}),
  GetSpecialThingOutput: structure({}),
  PingOutput: structure({}),
  Refused: structure(
    {
      message: member("#String"),
      reason: member("Choice"),
      left: member("#BigInteger"),
      retryAt: member("#Timestamp", { httpHeader: "X-Retry-At" }),
    },
    { error: "client", httpError: 409 },
  ),
  ...sharedShapes,
  ...constrainedShapes,
  ...messageShapes,
  ...payloadShapes,
};

/** A model of one service with every feature of restJson1 for servers. */
export const everyFeatureModel: JsonAst = {
  smithy: "2.0",
  shapes: {
    ...Object.fromEntries(Object.entries(ownShapes).map(([name, shape]) => [shapeId(name), shape])),
    "smithy.framework#ValidationException": structure(
      {
        message: member("#String", { required: {} }),
        fieldList: { target: "smithy.framework#ValidationExceptionFieldList" },
      },
      { error: "client" },
    ),
    "smithy.framework#ValidationExceptionFieldList": {
      type: "list",
      member: { target: "smithy.framework#ValidationExceptionField" },
    },
    "smithy.framework#ValidationExceptionField": structure({
      path: member("#String", { required: {} }),
      message: member("#String", { required: {} }),
    }),
  },
};
