/** Takes the screenshots of docs/console.md: `npm run screenshots --workspace @eks-auth/browser-tests`. */
import { join } from "node:path";
import { TestBrowser } from "@eks-auth/test-kit/browser";
import { root } from "@eks-auth/test-kit/repository";
import { DevWithConsole } from "./open-console.ts";

const folder = join(root, "docs/public/screenshots");

await using dev = await DevWithConsole.start(8480);
await using browser = await TestBrowser.start();

const association = {
  namespace: "shop",
  serviceAccount: "cart",
  roleArn: "arn:aws:iam::111122223333:role/shop-cart",
};
await dev.send("POST", "associations", association);
await dev.send("POST", "associations", {
  ...association,
  namespace: "*",
  roleArn: "arn:aws:iam::111122223333:role/any-cart",
});
await dev.exchange("sample");
await dev.exchange(await dev.mint("shop", "checkout", "checkout-0"));
await dev.exchange(await dev.mint("shop", "cart", "cart-7c9f"));
await dev.exchange(await dev.mint("default", "sample", "batch-42", "vault"));

/** Takes a picture of the exchange with a number. */
async function take(number: number, colorScheme: "light" | "dark", name: string): Promise<void> {
  await using open = await dev.open(browser, `exchanges/${number}`, { colorScheme });
  await open.page.getByRole("heading", { name: "Session" }).waitFor();
  await open.page.screenshot({ path: join(folder, name), clip: { x: 0, y: 0, width: 1280, height: 760 } });
}

await take(3, "light", "console-granted.png");
await take(4, "dark", "console-refused.png");
