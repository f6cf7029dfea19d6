import { answer, call } from "./smoke.mjs";

// A Worker that calls the endpoint of its query. Without one, it is the stub.
export default {
  async fetch(request) {
    const endpoint = new URL(request.url).searchParams.get("endpoint");
    return endpoint === null ? answer(request) : new Response(`${await call(endpoint)}\n`);
  },
};
