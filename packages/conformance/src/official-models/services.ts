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
export const eventStreamOperations: readonly string[] = [
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
