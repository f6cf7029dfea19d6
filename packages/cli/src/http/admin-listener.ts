import type { RequestListener, ServerResponse } from "node:http";
import { isLoopbackHost } from "@eks-auth/server-runtime/trusted-url";
import type { RenderedMetrics } from "../metrics/render-metrics.ts";
import { withoutPort } from "./without-port.ts";

/** The result of one check of readiness. */
export interface Check {
  /** A short fixed name. */
  readonly name: string;
  /** The cluster that it is about, if it is about one. */
  readonly cluster?: string;
  /** "ok", or what is wrong; without a secret. */
  readonly state: string;
  /** Whether the process is not ready because of it. */
  readonly isFatal: boolean;
}

/** What the admin port answers with. */
export interface AdminAnswers {
  /** @returns undefined if the process is alive, otherwise what failed */
  readonly checkAlive: () => Promise<string | undefined>;
  readonly checkReady: () => Promise<readonly Check[]>;
  readonly renderMetrics: () => Promise<RenderedMetrics>;
  /** Answers requests below `/console/`, if there is a console. */
  readonly console?: RequestListener | undefined;
}

/**
 * Creates the request listener of probes and metrics.
 *
 * @param isLoopback - whether it listens on a loopback address. Then the Host header must name one too, so that no web page
 * can read the answers by DNS rebinding
 */
export function createAdminListener(answers: AdminAnswers, isLoopback: boolean): RequestListener {
  const routes: Readonly<Record<string, (response: ServerResponse) => Promise<void>>> = {
    async "/healthz"(response) {
      const failure = await answers.checkAlive();
      answer(response, failure === undefined ? 200 : 503, `${failure ?? "ok"}\n`);
    },
    async "/readyz"(response) {
      const checks = await answers.checkReady();
      const isReady = !checks.some(({ isFatal }) => isFatal);
      const lines = checks.map(({ name, cluster, state, isFatal }) => {
        const mark = isFatal ? "[-]" : "[+]";
        return `${mark} ${cluster === undefined ? name : `${name} of ${cluster}`}: ${state}\n`;
      });
      answer(response, isReady ? 200 : 503, `${isReady ? "ready" : "not ready"}\n${lines.join("")}`);
    },
    async "/metrics"(response) {
      const { contentType, text } = await answers.renderMetrics();
      answer(response, 200, text, contentType);
    },
  };

  return async (request, response) => {
    // A request has no body that matters.
    request.resume();
    const route = Object.hasOwn(routes, request.url ?? "") ? routes[request.url ?? ""] : undefined;
    if (isLoopback && !isLoopbackHost(withoutPort(request.headers.host))) {
      answer(response, 403, "The Host header must name this machine, such as localhost.\n");
    } else if (answers.console !== undefined && isConsolePath(request.url)) {
      answers.console(request, response);
    } else if (route === undefined) {
      answer(response, 404, `There is nothing at this path. Try ${Object.keys(routes).join(", ")}.\n`);
    } else if (request.method !== "GET" && request.method !== "HEAD") {
      response.setHeader("allow", "GET, HEAD");
      answer(response, 405, "Use GET.\n");
    } else {
      await route(response).catch(() => answer(response, 500, "Failed. Try again.\n"));
    }
  };
}

function isConsolePath(url = ""): boolean {
  return url === "/console" || url.startsWith("/console/");
}

function answer(response: ServerResponse, status: number, text: string, type = "text/plain"): void {
  const headers = {
    "content-type": type,
    "content-length": Buffer.byteLength(text),
    "cache-control": "no-store",
  };
  response.writeHead(status, headers).end(text);
}
