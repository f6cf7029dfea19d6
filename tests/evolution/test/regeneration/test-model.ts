import { join } from "node:path";
import { root } from "@eks-auth/test-kit/repository";

/** The absolute path of a model for tests. */
export function testModel(name: string): string {
  return join(root, "tests/evolution/models", name);
}
