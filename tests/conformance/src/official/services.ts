import type { CaseKind } from "../cases/case.ts";

/** A service of the official protocol tests. */
export interface OfficialService {
  /** Its shape ID. */
  readonly id: string;
  /** Its name in tables and folders. */
  readonly name: string;
  /** The names of the operations that its model loses before anything is generated. */
  readonly without: readonly string[];
  /** Whether every operation lists `smithy.framework#ValidationException`. */
  readonly listsValidationException: boolean;
  /** How many cases of each kind its model holds: fewer would mean that some got lost on the way. */
  readonly cases: Readonly<Record<CaseKind, number>>;
}

/** Those whose input or output has an event stream, which our stubs don't speak. */
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
    without: eventStreamOperations,
    listsValidationException: false,
    cases: { request: 131, response: 89, error: 3, malformed: 530 },
  },
  {
    id: "aws.protocoltests.restjson.validation#RestJsonValidation",
    name: "RestJsonValidation",
    without: [],
    listsValidationException: true,
    cases: { request: 1, response: 0, error: 0, malformed: 125 },
  },
];

/** The artifact of the official tests. Two that it depends on can't be had, so its jar is fetched alone. */
export const protocolTests = "software.amazon.smithy:smithy-aws-protocol-tests:1.74.0";

/** What defines the traits that the tests' models use. */
export const traitDefinitions: readonly string[] = [
  "software.amazon.smithy:smithy-aws-traits:1.69.0",
  "software.amazon.smithy:smithy-protocol-test-traits:1.69.0",
  "software.amazon.smithy:smithy-validation-model:1.67.0",
];

/** The generator of the official TypeScript server. */
export const officialGenerator = "software.amazon.smithy.typescript:smithy-aws-typescript-codegen:0.49.1";
