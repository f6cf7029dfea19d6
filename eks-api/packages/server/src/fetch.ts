/**
 * Hosts a handler wherever there are `Request` and `Response`: Deno, Bun, Workers, and frameworks that build on them.
 *
 * @packageDocumentation
 */
export {
  createFetchHandler,
  type FetchHandlerOptions,
  getFetchRequest,
  getHostArguments,
} from "@eks-auth/server-runtime/fetch";
