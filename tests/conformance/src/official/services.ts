import type { CaseKind } from "../cases/case.ts";

/** A service of the official protocol tests. */
export interface OfficialService {
  /** Its shape ID. */
  readonly id: string;
  /** Its name in tables and folders. */
  readonly name: string;
  /** The names of the operations that are removed from the model of the official server. */
  readonly withoutOfficially: readonly string[];
  /** Whether every operation lists `smithy.framework#ValidationException`. */
  readonly listsValidationException: boolean;
  /** How many cases of each kind its model has. Fewer would mean that the harness lost some. */
  readonly cases: Readonly<Record<CaseKind, number>>;
  /** How many cases for clients of each kind it has. */
  readonly clientCases: Readonly<Partial<Record<CaseKind, number>>>;
}

/** Operations with an event stream, which the official server does not support. */
const eventStreamOperations: readonly string[] = [
  "DuplexStream",
  "DuplexStreamWithDistinctStreams",
  "DuplexStreamWithInitialMessages",
  "InputStream",
  "InputStreamWithInitialRequest",
  "OutputStream",
  "OutputStreamWithInitialResponse",
];

/** The two services of restJson1. */
export const officialServices: readonly OfficialService[] = [
  {
    id: "aws.protocoltests.restjson#RestJson",
    name: "RestJson",
    withoutOfficially: eventStreamOperations,
    listsValidationException: false,
    cases: { request: 131, response: 89, error: 3, malformed: 530, "event stream": 80 },
    clientCases: { request: 136, response: 94, error: 14 },
  },
  {
    id: "aws.protocoltests.restjson.validation#RestJsonValidation",
    name: "RestJsonValidation",
    withoutOfficially: [],
    listsValidationException: true,
    cases: { request: 1, response: 0, error: 0, malformed: 125, "event stream": 0 },
    clientCases: { request: 1 },
  },
];

/** The artifact of the official tests. Two of its dependencies are not published, so only its jar is downloaded. */
export const protocolTests = "software.amazon.smithy:smithy-aws-protocol-tests:1.74.0";

/** The artifacts that define the traits of the tests' models. */
export const traitDefinitions: readonly string[] = [
  "software.amazon.smithy:smithy-aws-traits:1.69.0",
  "software.amazon.smithy:smithy-protocol-test-traits:1.69.0",
  "software.amazon.smithy:smithy-validation-model:1.67.0",
];

/** The generator of the official TypeScript server. */
export const officialGenerator = "software.amazon.smithy.typescript:smithy-aws-typescript-codegen:0.49.1";
