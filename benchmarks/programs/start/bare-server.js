/** The least that a server in a test can take: it listens, and stops. */
import { once } from "node:events";
import { createServer } from "node:http";

const server = createServer((_request, response) => response.end());
await once(server.listen(0, "127.0.0.1"), "listening");
server.close();
