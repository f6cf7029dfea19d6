import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { TestBrowser } from "@eks-auth/test-kit/browser";
import { root } from "@eks-auth/test-kit/repository";
import { serveFolder } from "@eks-auth/test-kit/serve-folder";

/** A page as the documentation shows it. */
interface Screenshot {
  /** The name of the file, without its extension. */
  readonly name: string;
  /** The path of the page on the site. */
  readonly page: string;
  readonly colorScheme: "light" | "dark";
  /** In CSS pixels. */
  readonly width: number;
}

const screenshots: readonly Screenshot[] = [
  { name: "overview", page: "index.html", colorScheme: "light", width: 1120 },
  { name: "operator", page: "start/operator.html", colorScheme: "dark", width: 1120 },
  { name: "model", page: "model/eks-auth/AssumeRoleForPodIdentity.html", colorScheme: "light", width: 1120 },
  { name: "package", page: "api/@eks-auth/client-light.html", colorScheme: "dark", width: 1120 },
  { name: "phone", page: "start/app-developer.html", colorScheme: "light", width: 380 },
];

const folder = join(root, "docs/public/screenshots");
await mkdir(folder, { recursive: true });
await using site = await serveFolder(join(root, "docs/dist"));
await using browser = await TestBrowser.start();
for (const { name, page: path, ...options } of screenshots) {
  await using open = await browser.open(`${site.url}/${path}`, options);
  const { page } = open;
  await page.locator("main h1").first().waitFor();
  await page.evaluate("document.fonts.ready");
  await page.screenshot({
    path: join(folder, `${name}.png`),
    animations: "disabled",
    clip: { x: 0, y: 0, width: options.width, height: 700 },
  });
}
