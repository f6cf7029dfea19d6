import type { AddressInfo } from "node:net";
import { create__Service__Server } from "./server.ts";

// `npm start`: listens on the port in the environment variable PORT, or on 8080. Port 0 means a free one.
const server = create__Service__Server();
server.listen(Number(process.env.PORT ?? 8080), "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`Listening on http://127.0.0.1:${port}\n`);
});

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => server.close());
}
