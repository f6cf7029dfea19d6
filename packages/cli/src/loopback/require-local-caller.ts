import { type Authenticate, ProtocolError } from "@eks-auth/server";
import { isLoopbackHost } from "@eks-auth/service";

/**
 * Refuses what a web page sends: one whose name was rebound to this machine's address names another host, and any
 * other names another origin. The browser of whoever sits here must not fetch credentials for them.
 *
 * @throws ProtocolError with the status 403 where the Host or the Origin header isn't of this machine
 * @see https://fetch.spec.whatwg.org/#origin-header
 */
export const requireLocalCaller: Authenticate<undefined> = (request) => {
  const host = request.header("host")?.replace(/:\d+$/, "") ?? "";
  if (!isLoopbackHost(host)) {
    throw new ProtocolError(
      "AccessDenied",
      403,
      "This server answers to the hosts of its own machine alone.",
    );
  }
  const origin = request.header("origin");
  if (origin !== undefined && !(URL.canParse(origin) && isLoopbackHost(new URL(origin).hostname))) {
    throw new ProtocolError("AccessDenied", 403, "This server answers to pages of its own machine alone.");
  }
  return undefined;
};
