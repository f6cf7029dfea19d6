import { answer, call, callLight } from "./smoke.mjs";

// A Worker that calls the endpoint of its query, with the client of its query. Without an endpoint, it is the stub.
export default {
  async fetch(request) {
    const { searchParams } = new URL(request.url);
    const endpoint = searchParams.get("endpoint");
    const callApi = searchParams.has("light") ? callLight : call;
    return endpoint === null ? answer(request) : new Response(`${await callApi(endpoint)}\n`);
  },
};
