import { answer, call } from "./smoke.mjs";

// A Worker: told an endpoint, it calls that; else it is the stub.
export default {
  async fetch(request) {
    const endpoint = new URL(request.url).searchParams.get("endpoint");
    return endpoint === null ? answer(request) : new Response(`${await call(endpoint)}\n`);
  },
};
