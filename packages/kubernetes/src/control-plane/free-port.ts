import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";

/** Finds a port that is free. etcd and kube-apiserver take no port 0; where another takes it first, they end and say so. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
