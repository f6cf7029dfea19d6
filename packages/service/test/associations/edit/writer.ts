import { writeSync } from "node:fs";
import { addAssociation } from "../../../src/associations/edit/change-association-file.ts";

/**
 * Adds associations to a file, and prints the namespace of each one when it is acknowledged: `writer.ts FILE PREFIX COUNT`.
 * An error goes to standard error.
 */
const [path = "", prefix = "", count = ""] = process.argv.slice(2);
const cluster = { name: "prod", region: "eu-west-1", accountId: "111122223333" };
if (process.env.WRITER_UID !== undefined) {
  process.setuid?.(Number(process.env.WRITER_UID));
}
try {
  for (let index = 0; index < Number(count); index++) {
    const namespace = `${prefix}-${index}`;
    const roleArn = "arn:aws:iam::111122223333:role/cart";
    await addAssociation(path, cluster, { namespace, serviceAccount: "cart", roleArn });
    // Synchronous, so that the line is written before the process is killed.
    writeSync(1, `${namespace}\n`);
  }
} catch (error) {
  writeSync(2, `${error}\n`);
  process.exitCode = 1;
}
