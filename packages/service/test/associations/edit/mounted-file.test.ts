import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { useAssociationFile } from "./use-association-file.ts";

const file = useAssociationFile();

/** Runs a shell script in its own mount namespace, as root of its own user namespace. */
function runUnshared(script: string, ...args: string[]) {
  return spawnSync("unshare", ["--map-root-user", "--mount", "sh", "-ec", script, "sh", ...args], {
    encoding: "utf8",
  });
}

test.skipIf(runUnshared("true").status !== 0)(
  "a file that is itself a mount is not replaced, and the message says how to mount it",
  async () => {
    const text = "associations: []\n";
    const source = await file.folder.write("source.yaml", text);
    await file.write(text);
    const program = fileURLToPath(new URL("writer.ts", import.meta.url));
    const { stdout, stderr } = runUnshared(
      'mount --bind "$1" "$2"; exec "$3" "$4" "$2" mounted 1',
      source,
      file.path,
      process.execPath,
      program,
    );
    expect(stdout).toBe("");
    expect(stderr).toBe(
      `AssociationChangeError: ${file.path} can't be written (EBUSY: the file itself is a mount, so no other file can replace it). It is unchanged. Mount the folder of the file instead of the file, and in Kubernetes do so without subPath.\n`,
    );
    expect(await file.folder.read("source.yaml")).toBe(text);
    expect(await file.folder.list()).toEqual(["associations.yaml", "source.yaml"]);
  },
);
