import { answer, call } from "./smoke.mjs";

// With an endpoint, calls it; without, hosts the stub with Deno's own server and calls that.
const [endpoint] = Deno.args;
if (endpoint === undefined) {
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, answer);
  console.log(await call(`http://127.0.0.1:${server.addr.port}`));
  await server.shutdown();
} else {
  console.log(await call(endpoint));
}
