import type { LoadRequest } from "../../measure/load.ts";
import { goodAnswer, goodRequest } from "../payload.ts";

/** A request, and what every subject must answer. */
export interface CheckCase {
  readonly title: string;
  readonly request: LoadRequest;
  readonly status: number;
  /** The JSON of the answer; errors have a form of their own in every subject. */
  readonly body?: unknown;
}

/** What every subject must do right before it is measured: else they would not do the same work. */
export const checkCases: readonly CheckCase[] = [
  { title: "a good request", request: goodRequest, status: 200, body: goodAnswer },
  { title: "a token that isn't a JWT", request: withBody('{"token":"no-dots"}'), status: 400 },
  { title: "an empty token", request: withBody('{"token":""}'), status: 400 },
  { title: "no token", request: withBody("{}"), status: 400 },
  { title: "a token of another type", request: withBody('{"token":5}'), status: 400 },
  { title: "broken JSON", request: withBody('{"token":'), status: 400 },
  { title: "a cluster name of the wrong form", request: withCluster("-dev"), status: 400 },
  { title: "a cluster name that is too long", request: withCluster("c".repeat(101)), status: 400 },
  { title: "an unknown path", request: { ...goodRequest, path: "/clusters/my-cluster" }, status: 404 },
];

function withBody(body: string): LoadRequest {
  return { ...goodRequest, body };
}

function withCluster(name: string): LoadRequest {
  return { ...goodRequest, path: `/clusters/${name}/assume-role-for-pod-identity` };
}
