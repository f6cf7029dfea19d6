import { mkdir, readdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { root } from "@eks-auth/codegen/root";

/** Links what is installed here into a copy of the repository, but its own generator: the copy's sources run. */
export async function linkDependencies(copy: string): Promise<void> {
  const modules = join(copy, "node_modules");
  await mkdir(join(modules, "@eks-auth"), { recursive: true });
  for (const name of await readdir(join(root, "node_modules"))) {
    if (name !== "@eks-auth") {
      await symlink(join(root, "node_modules", name), join(modules, name));
    }
  }
  await symlink(join(copy, "packages/codegen"), join(modules, "@eks-auth/codegen"));
  await symlink(join(root, "packages/server-runtime"), join(modules, "@eks-auth/server-runtime"));
}
