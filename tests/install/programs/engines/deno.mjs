import { answer, call, callLight } from "./smoke.mjs";

// Calls an endpoint, with the light client if a second argument is there. Without an endpoint, hosts the stub with Deno's own server and calls it.
const [endpoint, light] = Deno.args;
if (endpoint === undefined) {
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, answer);
  console.log(await call(`http://127.0.0.1:${server.addr.port}`));
  await server.shutdown();
} else {
  console.log(await (light ? callLight : call)(endpoint));
}
