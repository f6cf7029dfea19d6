/** Starts the development cluster of `@eks-auth/cli/testing` as a test does, and stops it. */
import { startDev } from "@eks-auth/cli/testing";

const dev = await startDev();
await dev.stop();
