import * as clientRuntime from "@eks-auth/client-runtime";
import * as runtime from "@eks-auth/server-runtime";
import * as eventStream from "@eks-auth/server-runtime/event-stream";
import fc from "fast-check";
import ts from "typescript";
import type { AstMember, AstShape, JsonAst } from "../../../src/model/json-ast.ts";
import { label, member, structure } from "../../models.ts";

/** A valid model of the service `ex#Things`, and a request that its operation `echo` answers with the same document. */
export interface RandomModel {
  readonly ast: JsonAst;
  /** `POST /echo/{label}` returns its input. */
  readonly echo: string;
  /** `POST /fail` takes and returns nothing, but throws. */
  readonly fail: string;
  readonly errors: readonly string[];
  /** The member with the path's label. */
  readonly label: string;
  /** The JSON document of the echo's request and response. */
  readonly document: string;
}

/** The names of the runtime's types, which aren't there at run time, of generated functions, and of the packages' exports. */
const generated =
  `Authenticate AuthenticatedHandlerOptions Call Context CorsPolicy Fault Handler HandlerOptions HttpRequest
  HttpResponse JsonObject LoadLimit ModeledErrorMembers ModeledErrorOptions Operation PathSegment Peer RawRequest RequestEnd
  RequestInfo Route RoutedRequest EventHeaders Frame ReceivedEvent event document eventPath Service Unchecked Violation ThingsService createThingsHandler ErrorName errors findErrorName
  OperationName DocumentValue route service options Things ThingsOptions Client ClientOptions CallOptions
  QueryParameters ReceivedResponse RequestParts ServiceDefinition EndpointParameters Transport WithMetadata platform resolveEndpoint member
  response close`.split(/\s+/);

const prefixes = [
  "read",
  "write",
  "check",
  "receive",
  "respond",
  "validate",
  "bind",
  "pattern",
  "request",
  "_",
  "__",
];
const bases = ["Call", "Late", "String", "Thing", "Date", "Error", "Unit"];
const derived = bases.flatMap((base) => [
  base,
  `${base}Members`,
  `${base}Members_`,
  ...prefixes.map((prefix) => prefix + base),
]);

const keywords = Array.from(
  { length: ts.SyntaxKind.LastKeyword - ts.SyntaxKind.FirstKeyword + 1 },
  (_, index) => ts.tokenToString(ts.SyntaxKind.FirstKeyword + index) ?? "",
);

/** What Smithy accepts as a name. */
const isName = (name: string) => /^_*[A-Za-z]\w*$/.test(name);

/** The service has the name Things. */
const shapeNames = [
  ...new Set([
    ...Object.keys(clientRuntime),
    ...Object.keys(runtime),
    ...Object.keys(eventStream),
    ...generated,
    ...derived,
    ...keywords,
    ...Object.getOwnPropertyNames(globalThis),
    ...Object.getOwnPropertyNames(Object.prototype),
    "then",
    "arguments",
    "prototype",
  ]),
].filter((name) => isName(name) && name !== "Things");

const memberNames = [
  ...new Set([
    ...`input request query body headers violations path value name output members call context labels segments message
    object result content fullPath item text options service status fault code cause stack brand prototype then default length
    in_ of method operation found $ response attempts close client`.split(/\s+/),
    ...keywords,
    ...generated,
  ]),
].filter((name) => isName(name) && !(name in Object.prototype));

const jsonNames = [undefined, undefined, "__proto__", "x-hyphen", "constructor", 'a"b', "toString"];

function unique(names: readonly string[], count: number): fc.Arbitrary<string[]> {
  const options = {
    minLength: count,
    maxLength: count,
    // Smithy ignores case.
    selector: (name: string) => name.toLowerCase(),
  };
  return fc.uniqueArray(fc.constantFrom(...names), options);
}

/** Models whose shapes, members, operations and errors have names that generated code uses too. */
export const randomModel: fc.Arbitrary<RandomModel> = fc
  .record({
    names: unique(shapeNames, 19),
    top: unique(memberNames, 12),
    nested: unique(memberNames, 4),
    failing: unique(
      memberNames.filter((name) => !["name", "cause", "stack"].includes(name)),
      3,
    ),
    json: fc.shuffledSubarray(jsonNames, { minLength: jsonNames.length }),
  })
  .map(createModel);

interface Draw {
  readonly names: readonly string[];
  readonly top: readonly string[];
  readonly nested: readonly string[];
  readonly failing: readonly string[];
  readonly json: readonly (string | undefined)[];
}

function createModel({ names, top, nested, failing, json }: Draw): RandomModel {
  const [
    echo = "",
    fail = "",
    input = "",
    output = "",
    thing = "",
    choice = "",
    color = "",
    size = "",
    list = "",
    map = "",
    text = "",
    data = "",
    watch = "",
    watched = "",
    watching = "",
    stream = "",
    ...errors
  ] = names;
  const types = [thing, choice, color, size, list, map, text, data, ...errors];
  const [path = "", ...body] = top;
  const jsonName = (index: number) =>
    json[index] === undefined ? {} : { "smithy.api#jsonName": json[index] };
  const inBody = body.map((name, index): [string, AstMember] => [
    name,
    member(types[index % types.length] ?? "", jsonName(index)),
  ]);
  const inThing = nested.map((name, index): [string, AstMember] => [
    name,
    member(types[index + 1] ?? "", jsonName(json.length - 1 - index)),
  ]);
  const [first = "", second = "", third = ""] = failing;
  const choices = { [first]: member(text), [second]: member(color), nothing: member("smithy.api#Unit") };
  const http = (uri: string) => ({ "smithy.api#http": { method: "POST", uri } });
  const error = (name: string): [string, AstShape] => [
    `ex#${name}`,
    structure(
      { [third]: member(text), message: member("smithy.api#String") },
      { "smithy.api#error": "client" },
    ),
  ];
  const withoutMessage = errors.map((name): [string, AstShape] =>
    third.toLowerCase() === "message"
      ? [`ex#${name}`, structure({ message: member("smithy.api#String") }, { "smithy.api#error": "client" })]
      : error(name),
  );
  const shapes: Record<string, AstShape> = {
    "ex#Things": {
      type: "service",
      version: "1",
      operations: [member(echo), member(fail), member(watch)],
      traits: { "aws.protocols#restJson1": {} },
    },
    [`ex#${echo}`]: {
      type: "operation",
      input: member(input),
      output: member(output),
      errors: errors.map((name) => member(name)),
      traits: http(`/echo/{${path}}`),
    },
    [`ex#${fail}`]: { type: "operation", errors: errors.map((name) => member(name)), traits: http("/fail") },
    [`ex#${watch}`]: {
      type: "operation",
      input: member(watching),
      output: member(watched),
      traits: http("/watch"),
    },
    [`ex#${watching}`]: structure({ [path]: member(stream, { "smithy.api#httpPayload": {} }) }),
    [`ex#${watched}`]: structure({ [path]: member(stream, { "smithy.api#httpPayload": {} }) }),
    [`ex#${stream}`]: {
      type: "union",
      members: { [first]: member(thing), [second]: member(data), [third]: member(errors[0] ?? "") },
      traits: { "smithy.api#streaming": {} },
    },
    [`ex#${input}`]: structure({ [path]: member("smithy.api#String", label), ...Object.fromEntries(inBody) }),
    [`ex#${output}`]: structure(Object.fromEntries(inBody)),
    [`ex#${thing}`]: structure(Object.fromEntries(inThing)),
    [`ex#${data}`]: structure({}),
    [`ex#${choice}`]: { type: "union", members: choices },
    [`ex#${color}`]: {
      type: "enum",
      members: { RED: member("smithy.api#Unit", { "smithy.api#enumValue": "red" }) },
    },
    [`ex#${size}`]: {
      type: "intEnum",
      members: { ONE: member("smithy.api#Unit", { "smithy.api#enumValue": 1 }) },
    },
    [`ex#${list}`]: { type: "list", member: member(color) },
    [`ex#${map}`]: { type: "map", key: member("smithy.api#String"), value: member(text) },
    [`ex#${text}`]: { type: "string", traits: { "smithy.api#pattern": "^[a-z]+$" } },
    ...Object.fromEntries(withoutMessage),
  };
  const ast: JsonAst = { smithy: "2.0", shapes };
  return { ast, echo, fail, errors, label: path, document: printSample(ast, `ex#${output}`) };
}

/** Prints a value of a shape with all members of structures, as JSON. A key can be `__proto__`. */
function printSample(ast: JsonAst, id: string): string {
  const { type, members = {}, member: item } = ast.shapes[id] ?? { type: "string" };
  const print = (entries: readonly (readonly [string, AstMember])[]) =>
    `{${entries
      .map(([name, { target, traits }]) => {
        const key = (traits?.["smithy.api#jsonName"] as string | undefined) ?? name;
        return `${JSON.stringify(key)}:${printSample(ast, target)}`;
      })
      .join(",")}}`;
  switch (type) {
    case "structure":
      return print(Object.entries(members));
    case "union":
      return print(Object.entries(members).slice(0, 1));
    case "enum":
      return '"red"';
    case "intEnum":
      return "1";
    case "list":
      return `[${printSample(ast, item?.target ?? "")}]`;
    case "map":
      return '{"constructor":"abc","__proto__":"abc"}';
    default:
      return '"abc"';
  }
}
