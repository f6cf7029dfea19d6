/** The checks of a server, and of its configuration. They load much of the service, so doctor loads them on demand. */
export { readCaller } from "./caller.ts";
export { checkAssociation } from "./check-association.ts";
export { checkExchange } from "./check-exchange.ts";
export { checkKeys } from "./check-keys.ts";
export { checkServer } from "./check-server.ts";
export { readConfiguration } from "./configuration.ts";
