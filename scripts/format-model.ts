import { SmithyCli } from "./smithy/cli.ts";

/** Formats the model in place. */
const smithy = await SmithyCli.open();
await smithy.run("format", ["model"]);
