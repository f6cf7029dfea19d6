/**
 * Hosts a handler in `node:http` or `node:https`.
 *
 * @packageDocumentation
 */
export { createNodeListener } from "@eks-auth/server-runtime/node";
