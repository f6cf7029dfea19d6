import { readdir } from "node:fs/promises";
import { formatInstallCommand, removeTarballs } from "@eks-auth/scripts/release/local-tarballs";
import { readOutput } from "@eks-auth/test-kit/run-program";
import { makeTempFolder } from "@eks-auth/test-kit/temp-folder";
import { expect, test } from "vitest";

test("only tarballs of the packages that are packed are removed, of any version", async () => {
  await using folder = await makeTempFolder("eks-auth-tarballs");
  const others = ["eks-auth-client-light-0.1.0.tgz", "eks-auth-types-0.1.0.tgz", "notes.txt"];
  for (const file of [...others, "eks-auth-client-0.1.0.tgz", "eks-auth-client-0.2.0-next.1.tgz"]) {
    await folder.write(file, "");
  }
  await removeTarballs(folder.path, ["@eks-auth/client", "@eks-auth/server"]);
  expect((await readdir(folder.path)).toSorted()).toEqual(others);
});

test("the command that installs tarballs quotes paths for a shell", async () => {
  expect(formatInstallCommand(["/build/a-0.1.0.tgz", "/build/b-0.1.0.tgz"])).toBe(
    "npm install /build/a-0.1.0.tgz /build/b-0.1.0.tgz",
  );
  const paths = ["/my clone/a.tgz", "/it's/$HOME/`a`.tgz", '/"/a.tgz'];
  const command = formatInstallCommand(paths).replace("npm install", "printf '%s\\n'");
  expect(await readOutput("sh", ["-c", command])).toBe(`${paths.join("\n")}\n`);
});
