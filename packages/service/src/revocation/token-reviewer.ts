import { createHash } from "node:crypto";
import type { ApiServer } from "@eks-auth/kubernetes";
import { SingleFlight } from "@eks-auth/server-runtime/single-flight";
import { createProblemLog, type OnLogEvent } from "../logging/log-event.ts";
import type { VerifiedToken } from "../token/token-claims.ts";
import { RevocationUnavailableError, RevokedTokenError } from "./revocation-error.ts";
import { reviewToken } from "./token-review.ts";

/** How long an answer is used. The API server itself caches 10 s. */
const validForMs = 50_000;
const revokedForMs = 10_000;

/**
 * How long the API server is not asked again after a review failed and no other one succeeded meanwhile, so that requests
 * do not wait for it one by one.
 */
const restMs = 1_000;

const maxCached = 10_000;
const maxReviews = 256;

/** Options of {@link createTokenReviewer}. */
export interface TokenReviewerOptions {
  /** Is closed with the reviewer. */
  readonly apiServer: ApiServer;
  /** Whether tokens are refused while the API server can't be asked (`Fail`), or allowed. */
  readonly failurePolicy: "Fail" | "Ignore";
  readonly onLogEvent: OnLogEvent;
}

/** Finds out whether a token was revoked. */
export interface TokenReviewer {
  /**
   * @param token - the compact JWT, whose signature and claims are valid
   * @throws RevokedTokenError if the API server does not accept the token any more
   * @throws RevocationUnavailableError if it can't be asked, unless that is ignored
   */
  require(token: string, verified: VerifiedToken): Promise<void>;
  /** Closes the connections to the API server. */
  close(): void;
}

interface Answer {
  /** Undefined if the token is valid. */
  readonly problem: string | undefined;
  /** On the monotonic clock. */
  readonly goodUntil: number;
}

/**
 * Creates a reviewer that asks the API server of a cluster once for each token, and uses the answer for less than 60 s
 * together with the API server's own cache.
 */
export function createTokenReviewer(options: TokenReviewerOptions): TokenReviewer {
  const { apiServer, failurePolicy, onLogEvent } = options;
  const problemLog = createProblemLog(onLogEvent, {
    raised: "revocation_unavailable",
    resolved: "revocation_recovered",
  });
  const consequence =
    failurePolicy === "Fail"
      ? "Requests are answered with 503."
      : "Tokens are accepted without it, because revocationFailurePolicy is Ignore.";
  /** By the hash of the token, so that no token stays in memory. The oldest first. */
  const answers = new Map<string, Answer>();
  const flights = new SingleFlight<Answer>();
  let reviews = 0;
  let successes = 0;
  let failure: { readonly error: RevocationUnavailableError; readonly until: number } | undefined;

  async function review(key: string, token: string, verified: VerifiedToken): Promise<Answer> {
    if (failure !== undefined && performance.now() < failure.until) {
      throw failure.error;
    }
    if (reviews >= maxReviews) {
      throw new RevocationUnavailableError(`${maxReviews} reviews are in progress. Check its speed.`);
    }
    reviews += 1;
    const earlierSuccesses = successes;
    try {
      const problem = await reviewToken(apiServer, token, verified);
      const goodForMs = problem === undefined ? validForMs : revokedForMs;
      const answer = { problem, goodUntil: performance.now() + goodForMs };
      cache(key, answer);
      successes += 1;
      failure = undefined;
      problemLog.resolve("The API server answers token reviews again.");
      return answer;
    } catch (error) {
      if (error instanceof RevocationUnavailableError && successes === earlierSuccesses) {
        failure = { error, until: performance.now() + restMs };
      }
      throw error;
    } finally {
      reviews -= 1;
    }
  }

  function cache(key: string, answer: Answer): void {
    answers.delete(key);
    answers.set(key, answer);
    for (const [other, { goodUntil }] of answers) {
      if (answers.size <= maxCached && performance.now() < goodUntil) {
        break;
      }
      answers.delete(other);
    }
  }

  function findCached(key: string): Answer | undefined {
    const answer = answers.get(key);
    return answer !== undefined && performance.now() < answer.goodUntil ? answer : undefined;
  }

  return {
    async require(token, verified) {
      const key = createHash("sha256").update(token).digest("base64");
      let answer = findCached(key);
      try {
        answer ??= await flights.join(key, () => review(key, token, verified));
      } catch (error) {
        if (!(error instanceof RevocationUnavailableError)) {
          throw error;
        }
        problemLog.raise(`${error.message} ${consequence}`);
        if (failurePolicy === "Ignore") {
          return;
        }
        throw error;
      }
      if (answer.problem !== undefined) {
        throw new RevokedTokenError(answer.problem);
      }
    },
    close: () => apiServer.close(),
  };
}
