import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { type LoopbackServer, listenOnLoopback } from "./loopback.ts";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".json": "application/json",
  ".png": "image/png",
  ".woff2": "font/woff2",
};

/** Serves the files of a folder on 127.0.0.1, as any web server would: no path is rewritten. */
export function serveFolder(folder: string): Promise<LoopbackServer> {
  return listenOnLoopback(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? "/", "http://127.0.0.1").pathname));
    const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
    const content = await readFile(file).catch(() => undefined);
    response.writeHead(content === undefined ? 404 : 200, {
      "content-type": types[extname(file)] ?? "application/octet-stream",
    });
    response.end(content);
  });
}
