import { expect, it } from "vitest";
import { failure, runInProcess } from "../support/run-in-process.ts";

it.each([
  [["--dev"], "missing required argument 'command'"],
  [
    ["--cluster", "edge", "--", "true"],
    "whose credentials should the command get? Use --pod NAMESPACE/NAME, --token-file PATH or --dev.",
  ],
  [["--token-file", "token", "--", "true"], "which cluster is the pod in? Use --cluster"],
  [["--pod", "cart-0", "--", "true"], "A pod has the format NAMESPACE/NAME, such as shop/cart-0."],
  [["--pod", "--x/y", "--", "true"], "A pod has the format NAMESPACE/NAME, such as shop/cart-0."],
  [
    ["--pod", "shop/cart-0", "--token-file", "token", "--", "true"],
    "cannot be used with option '--token-file",
  ],
  [["--context", "a", "--token-file", "token", "--", "true"], "cannot be used with option '--token-file"],
  [["--dev", "--pod", "shop/cart-0", "--", "true"], "'--dev' cannot be used with option '--pod"],
  [["--dev", "--cluster", "edge", "--", "true"], "'--dev' cannot be used with option '--cluster"],
  [["--dev", "--no-sign-request", "--", "true"], "'--dev' cannot be used with option '--no-sign-request"],
  [["--cluster", "", "--pod", "shop/cart-0", "--", "true"], "It is empty. Give the cluster's name"],
  [["--cluster", "a b/c", "--pod", "shop/cart-0", "--", "true"], "A cluster's name has 1 to 100 letters"],
  [["--cluster", "edge", "--token-file", "", "--", "true"], "--token-file is empty. Give the file"],
  [
    ["--cluster", "edge", "--token-file", "eyJh.b.c", "--", "true"],
    "error: --token-file contains a token. Write the token to a file and give the file's name.",
  ],
  [
    ["--dev", "ls", "-la"],
    "unknown option '-la'\nPut the command and its options after --, as in: eks-auth exec --dev -- ls -la\n",
  ],
])("exec %j exits with 2: %s", async (args, message) => {
  expect(await runInProcess("exec", ...args)).toMatchObject(failure(2, message));
});
