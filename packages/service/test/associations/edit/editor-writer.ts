import { writeSync } from "node:fs";
import { openAssociationFile } from "../../../src/associations/file/open-association-file.ts";

/**
 * Changes a file by its editor, and prints each change when it is acknowledged: `editor-writer.ts FILE PREFIX COUNT`. Each
 * association is created, and its role is updated; every third one is deleted again. A process that is started again repeats
 * everything.
 */
const [path = "", prefix = "", count = ""] = process.argv.slice(2);
const cluster = { name: "prod", region: "eu-west-1", accountId: "111122223333" };
const roleArn = "arn:aws:iam::111122223333:role/old";
const { editor, close } = await openAssociationFile(path, cluster, {
  onProblem(error) {
    throw error;
  },
});
for (let index = 0; index < Number(count); index++) {
  const namespace = `${prefix}-${index}`;
  const request = { namespace, serviceAccount: "cart", roleArn, tags: { index: `${index}` } };
  const { id } = await editor.create({ ...request, requestToken: namespace });
  // Synchronous, so that the line is written before the process is killed.
  writeSync(1, `created ${namespace}\n`);
  await editor.update(id, { roleArn: "arn:aws:iam::111122223333:role/new" });
  writeSync(1, `updated ${namespace}\n`);
  if (index % 3 === 2) {
    await editor.delete(id);
    writeSync(1, `deleted ${namespace}\n`);
  }
}
close();
