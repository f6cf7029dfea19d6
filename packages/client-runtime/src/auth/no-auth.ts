import type { AuthScheme } from "../client/operation.ts";

/** Sends requests as they are. */
export const noAuth: AuthScheme = async (request) => request;
