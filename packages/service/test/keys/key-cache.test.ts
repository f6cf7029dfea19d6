import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { generateSigningKey } from "../../src/dev-cluster/service-account-token.ts";
import { createIssuerKeys, type IssuerKeysOptions } from "../../src/keys/issuer-keys.ts";
import { IssuerUnavailableError } from "../../src/keys/key-source.ts";
import type { KeyProblem } from "../../src/logging/log-event.ts";
import { verifyToken } from "../../src/token/verify-token.ts";
import { endAfter, expectSoon, stopClock } from "../stopped-clock.ts";
import { claimsWith } from "../token/refused-claims.ts";
import { sign, startTestIssuer, type TestIssuer } from "../token/test-issuer.ts";

stopClock();

const start = 1_700_000_000;
const day = 86_400;

let issuer: TestIssuer;
let directory: string;
let keptIn: string;
let now: number;
let problems: KeyProblem[];

beforeEach(async () => {
  now = start;
  problems = [];
  issuer = await startTestIssuer();
  directory = await mkdtemp(join(tmpdir(), "eks-auth-keys-"));
  keptIn = join(directory, "dev.json");
});
afterEach(async () => {
  await issuer.stop();
  await rm(directory, { recursive: true });
});

const down: RequestListener = (request) => request.socket.destroy();
const silent: RequestListener = () => {};

/** Judges the tokens of one start of the service. */
function startService(options: IssuerKeysOptions = {}): (key?: TestIssuer["rsa"]) => Promise<string> {
  const clock = () => new Date(now * 1000);
  const keys = createIssuerKeys(issuer.issuer, {
    now: clock,
    onProblem: (problem) => problems.push(problem),
    ...options,
  });
  return async (key = issuer.rsa) => {
    const token = await sign(claimsWith(issuer, now, {}), key);
    return verifyToken(token, { issuer: issuer.issuer, keys }, clock()).then(
      () => "accepted",
      (error: Error) => error.name,
    );
  };
}

/** What is kept, once it is. */
async function keptContent(): Promise<string> {
  await expectSoon(() => readFile(keptIn, "utf8").catch(() => "")).toContain('"keys"');
  return readFile(keptIn, "utf8");
}

/** Waits until no reading of the keys is under way: in an outage a token with an unknown key is not judged before. */
async function readingsEnd(judge: (key: TestIssuer["rsa"]) => Promise<string>): Promise<void> {
  expect(await judge({ ...issuer.rsa, id: "unknown" })).toBe("IssuerUnavailableError");
}

async function requestsOf(work: () => Promise<unknown>): Promise<number> {
  const before = issuer.requests.length;
  await work();
  return issuer.requests.length - before;
}

describe("in an outage the last good keys", () => {
  test("serve for 24 h, and not longer", async () => {
    const judge = startService();
    await judge();
    issuer.listener = down;
    now += day;
    expect(await judge()).toBe("accepted");
    now += 1;
    expect(await judge()).toBe("IssuerUnavailableError");
  });

  test("serve for as long as is configured", async () => {
    const judge = startService({ maxStaleSeconds: 1200 });
    await judge();
    issuer.listener = down;
    now += 1200;
    expect(await judge()).toBe("accepted");
    now += 1;
    expect(await judge()).toBe("IssuerUnavailableError");
  });

  test("serve without a wait but for the first 900 ms of an issuer that hangs", async () => {
    const judge = startService();
    await judge();
    issuer.listener = silent;
    now += 600;
    const verdicts = Array.from({ length: 20 }, () => judge());
    const first = Promise.race(verdicts);
    await expectSoon(() => issuer.requests.length).toBe(3);
    expect(await endAfter(900, first)).toBe("accepted");
    expect(await Promise.all(verdicts)).toEqual(verdicts.map(() => "accepted"));
    expect(await judge()).toBe("accepted");
  });

  test("serve while the issuer is asked once in 3 s", async () => {
    const judge = startService();
    await judge();
    issuer.listener = down;
    now += 600;
    const requests = await requestsOf(async () => {
      for (let second = 0; second < 30; second++) {
        for (let count = 0; count < 10; count++) {
          expect(await judge()).toBe("accepted");
        }
        await readingsEnd(judge);
        now += 1;
      }
    });
    expect(requests).toBe(10);
  });

  test("don't say that a token with an unknown key is not valid", async () => {
    const judge = startService();
    await judge();
    issuer.listener = down;
    now += 600;
    const newKey = await generateSigningKey("RS256");
    expect(await judge(newKey)).toBe("IssuerUnavailableError");
    issuer.listener = undefined;
    issuer.keys = [newKey];
    now += 30;
    expect(await judge(newKey)).toBe("accepted");
  });

  test("are given up for those that the issuer has when it is back", async () => {
    const judge = startService();
    await judge();
    issuer.listener = down;
    now += 3600;
    expect(await judge()).toBe("accepted");
    issuer.listener = undefined;
    issuer.keys = [issuer.ec];
    now += 3;
    await judge();
    await expectSoon(() => judge()).toBe("InvalidTokenError");
    expect(await judge(issuer.ec)).toBe("accepted");
  });
});

test("an outage is told once when it begins and once when it ends", async () => {
  const judge = startService();
  await judge();
  issuer.listener = (_request, response) => response.writeHead(500).end();
  for (let count = 0; count < 100; count++) {
    now += 600;
    await judge();
    await readingsEnd(judge);
  }
  issuer.listener = undefined;
  now += 600;
  await judge();
  await expectSoon(() => problems.length).toBe(2);
  expect(problems).toEqual([
    {
      state: "begins",
      message: `The keys of ${issuer.issuer} can't be had: ${issuer.issuer}/.well-known/openid-configuration answered 500.`,
    },
    { state: "ends", message: `The keys of ${issuer.issuer} can be had again.` },
  ]);
});

describe("a restart in an outage", () => {
  test("finds the keys that were kept, up to 24 h after they were read", async () => {
    await startService({ keptIn })();
    await keptContent();
    issuer.listener = down;
    now += day;
    const judge = startService({ keptIn });
    expect(await judge()).toBe("accepted");
    now += 1;
    expect(await judge()).toBe("IssuerUnavailableError");
    expect(await startService({ keptIn })()).toBe("IssuerUnavailableError");
  });

  test("finds nothing where nothing was kept", async () => {
    issuer.listener = down;
    expect(await startService({ keptIn })()).toBe("IssuerUnavailableError");
    expect(problems).toHaveLength(1);
  });

  test("asks the issuer first, and waits for it for 900 ms", async () => {
    await startService({ keptIn })();
    const first = await keptContent();
    issuer.listener = silent;
    const verdict = startService({ keptIn })();
    await expectSoon(() => issuer.requests.length).toBe(3);
    expect(await endAfter(900, verdict)).toBe("accepted");
    issuer.listener = undefined;
    issuer.keys = [issuer.ec];
    expect(await startService({ keptIn })()).toBe("InvalidTokenError");
    await expectSoon(keptContent).not.toBe(first);
  });
});

describe("the file of kept keys", () => {
  test("is its owner's alone, replaced as a whole, and holds public keys", async () => {
    const judge = startService({ keptIn });
    await judge();
    const first = await keptContent();
    expect((await stat(keptIn)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(first)).toEqual({
      issuer: issuer.issuer,
      url: `${issuer.issuer}/.well-known/openid-configuration`,
      fetchedAt: new Date(start * 1000).toISOString(),
      keySet: { keys: [issuer.rsa, issuer.ec].map(({ publicJwk }) => publicJwk) },
    });
    const { ino } = await stat(keptIn);
    now += 600;
    await judge();
    await expectSoon(keptContent).not.toBe(first);
    expect((await stat(keptIn)).ino).not.toBe(ino);
    expect(await readdir(directory)).toEqual(["dev.json"]);
  });

  test.each<[string, (content: string) => string, string]>([
    ["empty", () => "", "does not hold keys that were kept here."],
    ["cut", (content) => content.slice(0, -20), "does not hold keys that were kept here."],
    ["of another form", () => '{"keys":[]}', "does not hold keys that were kept here."],
    [
      "without keys",
      (content) => JSON.stringify({ ...JSON.parse(content), keySet: { keys: "none" } }),
      "is not a JSON Web Key Set.",
    ],
    [
      "another issuer's",
      (content) => JSON.stringify({ ...JSON.parse(content), issuer: "https://other.example" }),
      "holds the keys of https://other.example from ",
    ],
    [
      "from another address",
      (content) => JSON.stringify({ ...JSON.parse(content), url: "https://other.example/jwks" }),
      "from https://other.example/jwks.",
    ],
    [
      "from the future",
      (content) => content.replace("2023-11", "2023-12"),
      "holds keys from the future, 2023-12-",
    ],
    [
      "without a time",
      (content) => content.replace(/"fetchedAt": "[^"]*"/, '"fetchedAt": "soon"'),
      "does not hold keys that were kept here.",
    ],
  ])("is not used where it is %s, and replaced when the issuer is back", async (_name, spoil, reason) => {
    await startService({ keptIn })();
    const spoilt = spoil(await keptContent());
    await writeFile(keptIn, spoilt);
    issuer.listener = down;
    const judge = startService({ keptIn });
    expect(await judge()).toBe("IssuerUnavailableError");
    now += 10;
    expect(await judge()).toBe("IssuerUnavailableError");
    expect(problems[0]).toMatchObject({ state: "begins", message: expect.stringContaining(reason) });
    expect(problems[0]?.message).toContain(keptIn);
    expect(problems).toHaveLength(2);
    issuer.listener = undefined;
    now += 10;
    expect(await judge()).toBe("accepted");
    await expectSoon(() => problems.slice(2).map(({ message }) => message)).toEqual([
      `The keys of ${issuer.issuer} can be had again.`,
      `The keys of ${issuer.issuer} are kept again.`,
    ]);
    expect(await keptContent()).not.toBe(spoilt);
  });

  test("of a cluster with the same issuer's name is not used", async () => {
    const keySetUrl = `${issuer.issuer}/openid/v1/jwks`;
    await startService({ keptIn, keySetUrl })();
    await keptContent();
    issuer.listener = down;
    expect(await startService({ keptIn, keySetUrl })()).toBe("accepted");
    expect(await startService({ keptIn, keySetUrl: `${keySetUrl}?other` })()).toBe("IssuerUnavailableError");
    expect(await startService({ keptIn })()).toBe("IssuerUnavailableError");
  });

  test("that can't be written keeps nobody from their credentials, and is told once", async () => {
    const missing = join(directory, "missing", "dev.json");
    const judge = startService({ keptIn: missing });
    for (let count = 0; count < 3; count++) {
      expect(await judge()).toBe("accepted");
      now += 600;
    }
    await expectSoon(() => problems).toEqual([
      {
        state: "begins",
        message: `${missing} can't be written (ENOENT). The keys of ${issuer.issuer} would not survive a restart in an outage.`,
      },
    ]);
  });
});

test("an outage holds its cause for the operator", async () => {
  issuer.listener = (_request, response) => response.writeHead(503).end();
  const keys = createIssuerKeys(issuer.issuer);
  const error = await verifyToken(
    await sign(issuer.claims(now), issuer.rsa),
    { issuer: issuer.issuer, keys },
    new Date(now * 1000),
  ).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(IssuerUnavailableError);
  expect((error as Error).cause).toMatchObject({ message: expect.stringContaining("answered 503.") });
});
