import { open, rm, stat } from "node:fs/promises";
import { anyContent, digestOf, maxRecordedChanges, readRecord, recordPathOf } from "../file/change-record.ts";

/**
 * Records a change of an association file before it is made.
 *
 * @param target - the file, which this process has locked
 * @param create - whether to begin a record if the file has none
 * @throws Error from the file system
 */
export async function recordChange(
  target: string,
  before: Uint8Array<ArrayBuffer>,
  after: Uint8Array<ArrayBuffer>,
  create: boolean,
): Promise<void> {
  const record = await readRecord(recordPathOf(target), "editedYaml");
  if (record.length === 0 && !create) {
    return;
  }
  const [from, to] = [await digestOf(before), await digestOf(after)];
  // After a change by another tool, the record begins again.
  const earlier = record.at(-1) === from ? record : [from];
  await writeRecord(target, [...earlier, to].slice(-maxRecordedChanges));
}

/**
 * Records that the content of an association file is intended, also if another tool wrote it.
 *
 * @param target - the file, which this process has locked
 * @throws Error from the file system
 */
export async function recordConfirmation(target: string, content: Uint8Array<ArrayBuffer>): Promise<void> {
  await writeRecord(target, [anyContent, await digestOf(content)]);
}

/**
 * Writes a new file. In a folder that others can write, the old one can be a link, or a file that they have open. Not by
 * a rename, because a killed process would leave its temporary file.
 */
async function writeRecord(target: string, record: readonly string[]): Promise<void> {
  const path = recordPathOf(target);
  const { uid, gid, mode } = await stat(target);
  await rm(path, { force: true });
  const file = await open(path, "wx", 0o644);
  try {
    await file.chown(uid, gid).catch(() => {});
    await file.chmod(mode & 0o666).catch(() => {});
    await file.writeFile(`${record.join("\n")}\n`);
  } finally {
    await file.close();
  }
}
