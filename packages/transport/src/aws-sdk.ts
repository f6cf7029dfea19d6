export { BoundedHttpHandler, type HttpHandlerOptions } from "./bounded-http-handler.ts";
export { checkEndpoint } from "./check-endpoint.ts";
