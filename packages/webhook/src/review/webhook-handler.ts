import {
  createHandler,
  type Handler,
  type HandlerOptions,
  type HttpResponse,
  ProtocolError,
  type Service,
  UnsupportedMediaTypeException,
} from "@eks-auth/server-runtime";
import { formatReview, parseReview } from "./admission-review.ts";
import { type ReviewOptions, reviewPod } from "./review-pod.ts";

/** The path of the webhook, as in its configuration. */
export const webhookPath = "/mutate";

/** The API server accepts requests of up to 3 MiB. */
const maxBodyBytes = 4 * 1_024 * 1_024;

const limits = {
  maxBodyBytes,
  bodyTimeoutMs: 5_000,
  // The creation of a pod waits for this. The only part that takes time is a list, of at most 300 ms.
  operationTimeoutMs: 2_000,
  // API servers send a body at once. Others can't fill the memory by sending slowly.
  maxIncompleteBodies: 32,
  maxIncompleteBodiesPerAddress: 16,
  maxConcurrentRequests: 256,
};

/** Options of {@link createWebhookHandler}. */
export interface WebhookHandlerOptions extends ReviewOptions, Pick<HandlerOptions, "onEnd" | "onError"> {}

/**
 * Creates the handler for the requests of the API server. A malformed request gets a 400 that says what is wrong, one that
 * is too large a 413, and one too many a 503.
 */
export function createWebhookHandler({ onEnd, onError, ...options }: WebhookHandlerOptions): Handler {
  const name = "ReviewPod";
  const service: Service<undefined, typeof name> = {
    operations: {
      [name]: {
        name,
        streamsInput: false,
        errors: {},
        async invoke(request) {
          requireJson(request.header("content-type"));
          return respond(formatReview(await reviewPod(parseReview(request.body), options)));
        },
      },
    },
    route(method, path) {
      if (path !== webhookPath) {
        return { found: false, allowed: [] };
      }
      return method === "POST"
        ? { found: true, operation: name, labels: [] }
        : { found: false, allowed: ["POST"] };
    },
    createInternalError: (message) => new ProtocolError("InternalServerException", 500, message),
  };
  return createHandler(service, {
    ...limits,
    ...(onEnd !== undefined && { onEnd }),
    ...(onError !== undefined && { onError }),
  });
}

function requireJson(type = ""): void {
  if (!/^application\/json *(;|$)/i.test(type)) {
    throw new UnsupportedMediaTypeException("application/json");
  }
}

function respond(body: string): HttpResponse {
  return { status: 200, headers: { "content-type": "application/json" }, body };
}
