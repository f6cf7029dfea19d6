import { answer, call, callLight } from "./smoke.mjs";

// Calls an endpoint, with the light client if a second argument is there. Without an endpoint, hosts the stub with Bun's own server and calls it.
const [endpoint, light] = process.argv.slice(2);
if (endpoint === undefined) {
  const server = Bun.serve({ hostname: "127.0.0.1", port: 0, fetch: answer });
  console.log(await call(server.url.origin));
  await server.stop(true);
} else {
  console.log(await (light ? callLight : call)(endpoint));
}
