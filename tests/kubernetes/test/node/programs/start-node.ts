// Starts a node and prints the folder of its state, for a test that kills this process.
import { startNode } from "../../../src/node/node.ts";

const { state } = await startNode();
process.stdout.write(`${state}\n`);
