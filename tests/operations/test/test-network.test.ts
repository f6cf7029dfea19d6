import { expect, it } from "vitest";
import { TestNetwork } from "../src/test-network.ts";

const server = `require("node:http").createServer((_, response) => response.end("hello")).listen(8480, () => console.log("ready"))`;
const client = `fetch(process.argv[1]).then((response) => response.text()).then(console.log, () => console.log("unreachable"))`;

it.runIf(TestNetwork.isAvailable())("nodes reach the server, and not each other", async () => {
  await using network = await TestNetwork.start(2);
  const [first, second] = network.nodes;
  const get = async (address = "") => {
    const result = await first?.run(process.execPath, "-e", client, `http://${address}:8480`);
    return result?.stdout.trim();
  };
  await using atServer = network.server.start(process.execPath, ["-e", server]);
  await using atSecond = second?.start(process.execPath, ["-e", server]);
  await atServer.waitFor("ready");
  await atSecond?.waitFor("ready");
  expect(await get(network.server.address)).toBe("hello");
  expect(await get(second?.address)).toBe("unreachable");
});
