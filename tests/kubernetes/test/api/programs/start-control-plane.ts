// Starts a control plane and prints its URL, for a test that kills this process.
import { startControlPlane } from "../../../src/control-plane/control-plane.ts";

const { url } = await startControlPlane();
process.stdout.write(`${url}\n`);
