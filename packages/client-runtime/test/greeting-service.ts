import { sigV4 } from "../src/auth/sigv4.ts";
import { createClient } from "../src/client/client.ts";
import type { Operation, ServiceDefinition } from "../src/client/operation.ts";
import type { CallOptions, ClientOptions, WithMetadata } from "../src/client/options.ts";
import { ServiceError } from "../src/errors/service-error.ts";
import type { ReceivedResponse } from "../src/http/response.ts";
import type { Platform } from "../src/platform/platform.ts";

/** The input of {@link greet}. */
export interface Greet {
  readonly name: string;
}

/** An error of the model. */
export class NoSuchNameException extends ServiceError {
  readonly suggestion: string;

  constructor(name: string, message: string, response: ReceivedResponse) {
    super(name, message, response);
    this.suggestion = readJson(response).suggestion;
  }
}

/** An operation as the generator writes it. */
export const greet: Operation<Greet, { greeting: string }> = {
  method: "POST",
  write: ({ name }) => ({
    path: "/greetings",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name }),
  }),
  read: (response) => ({ greeting: readJson(response).greeting }),
  errors: { NoSuchNameException },
};

/** A service as the generator writes it. Its only endpoint is the client's option. */
export const greetingService: ServiceDefinition = {
  id: "Greeting",
  signingName: "greeting",
  auth: [sigV4],
  resolveEndpoint: ({ endpoint }) => ({ url: String(endpoint) }),
};

/** A client of the service. */
export interface GreetingClient extends Disposable {
  greet(name?: string, options?: CallOptions): Promise<WithMetadata<{ greeting: string }>>;
}

/** Creates a client of the service, by default without a signature. It retries at once. */
export function createGreetingClient(platform: Platform, options: ClientOptions): GreetingClient {
  const defaults: ClientOptions = {
    region: "eu-west-1",
    credentials: null,
    retryDelay: ({ delayMs }) => (delayMs === undefined ? undefined : 0),
  };
  const client = createClient(greetingService, { ...defaults, ...options }, platform);
  return {
    greet: (name = "Ada", callOptions) => client.call(greet, { name }, callOptions),
    [Symbol.dispose]: () => client.close(),
  };
}

function readJson(response: ReceivedResponse) {
  return JSON.parse(new TextDecoder().decode(response.body));
}
