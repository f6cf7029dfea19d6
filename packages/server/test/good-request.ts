import type { Sent } from "./hosted-server.ts";

/** A request that breaks no rule. */
export const goodRequest: Sent = {
  method: "POST",
  path: "/clusters/prod/assume-role-for-pod-identity",
  headers: { "content-type": "application/json" },
  body: '{"token": "header.payload.signature"}',
};
