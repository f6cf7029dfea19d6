export { BoundedHttpHandler, type HttpHandlerOptions } from "./bounded-http-handler.ts";
export { addCallerToken } from "./caller-token.ts";
export { checkEndpoint } from "./check-endpoint.ts";
export type { ClientCertificate } from "./https-agent.ts";
export { withoutSignature } from "./without-signature.ts";
