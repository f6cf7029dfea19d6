import {
  type AuthenticatedHandlerOptions,
  blobStreams,
  type Call,
  type CorsPolicy,
  createCors,
  createHandler,
  type Fault,
  frameResponse,
  getMember,
  type Handler,
  type HandlerOptions,
  type HttpResponse,
  ModeledError,
  type Operation,
  type Route,
  readJsonBody,
  readLabel,
  readString,
  requireAccepts,
  type Service,
  writeMessageError,
} from "../src/index.ts";
import { TestServer } from "./test-server.ts";

/** The input of Greet: `name` in the path, `greeting` in the body. */
export interface GreetInput {
  name: string;
  greeting: string | undefined;
}

/** The implementation of Greet. Its result becomes the response's `text`. */
export type Greet<Context = undefined> = (
  input: GreetInput,
  call: Call<Context>,
) => string | undefined | Promise<string | undefined>;

/** A modelled error that Greet lists. */
export class StrangerException extends ModeledError {
  override readonly name: string = "StrangerException";
  override readonly status: number = 404;
  override readonly fault: Fault = "client";
}

/** A modelled error that Greet doesn't list. */
export class RudeException extends ModeledError {
  override readonly name: string = "RudeException";
  override readonly status: number = 418;
  override readonly fault: Fault = "client";
}

/** The service's error for unexpected errors. */
export class BrokenException extends ModeledError {
  override readonly name: string = "BrokenException";
  override readonly status: number = 500;
  override readonly fault: Fault = "server";
}

/**
 * Creates the handler of a service as a generator would write it, with one operation: `POST /greetings/{name}`. Its
 * body is `{"greeting": "…"}`, its response `{"text": "…"}`.
 */
export function createGreeterHandler<Context = undefined>(
  greet: Greet<Context>,
  options: HandlerOptions<Context> | AuthenticatedHandlerOptions<Context> = {},
  { cors }: { cors?: CorsPolicy } = {},
): Handler {
  const service: Service<Context, "Greet"> = {
    operations: {
      Greet: {
        name: "Greet",
        streamsInput: false,
        errors: { StrangerException: writeMessageError },
        async invoke(request, call) {
          requireAccepts(request, "application/json");
          const member = getMember(readJsonBody(request), "greeting");
          const greeting = member === undefined ? undefined : readString(member, "", "greeting");
          const name = readLabel(request, 0, "name");
          return {
            status: 200,
            headers: { "content-type": "application/json" },
            body: JSON.stringify({ text: await greet({ name, greeting }, call) }),
          };
        },
      },
    },
    route(method, path) {
      const [, root, name, ...rest] = path.split("/");
      if (root !== "greetings" || !name || rest.length > 0) {
        return { found: false, allowed: [] };
      }
      return method === "POST"
        ? { found: true, operation: "Greet", labels: [name] }
        : { found: false, allowed: ["POST"] };
    },
    createInternalError: (message) => new BrokenException({ message }),
    ...(cors === undefined ? {} : { cors: createCors(cors) }),
  };
  return createHandler(service, options);
}

/** Returns the greeting and the name. */
export const greetPolitely: Greet<unknown> = ({ name, greeting = "Hello" }) => `${greeting}, ${name}`;

export function startGreeter<Context = undefined>(
  greet: Greet<Context> = greetPolitely,
  options?: HandlerOptions<Context> | AuthenticatedHandlerOptions<Context>,
  traits?: { cors?: CorsPolicy },
): Promise<TestServer> {
  return TestServer.start(createGreeterHandler(greet, options, traits));
}

/** The traits of the operation that a test can set. */
export type OperationTraits = Partial<Omit<Operation<undefined>, "invoke">>;

/** Creates the handler of a service whose operation, Run, has every method and every path. */
export function createRunHandler(
  invoke: Operation<undefined>["invoke"],
  options: HandlerOptions | AuthenticatedHandlerOptions<undefined> = {},
  traits: OperationTraits = {},
  route: () => Route<"Run"> = () => ({ found: true, operation: "Run", labels: [] }),
): Handler {
  return createHandler(
    {
      operations: {
        Run: {
          name: "Run",
          streamsInput: false,
          streams: blobStreams,
          frame: frameResponse,
          errors: {},
          ...traits,
          invoke,
        },
      },
      route,
      createInternalError: (message) => new BrokenException({ message }),
    },
    options,
  );
}

export function startRun(...parts: Parameters<typeof createRunHandler>): Promise<TestServer> {
  return TestServer.start(createRunHandler(...parts));
}

/** A successful response with only a body. */
export function ok(body: HttpResponse["body"]): HttpResponse {
  return { status: 200, headers: {}, body };
}

export function fail(message: string): never {
  throw new Error(message);
}
