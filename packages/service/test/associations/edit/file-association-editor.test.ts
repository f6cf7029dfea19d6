import { setImmediate } from "node:timers/promises";
import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { deriveAssociationId } from "../../../src/associations/association.ts";
import type { AssociationEditor, NewAssociation } from "../../../src/associations/association-editor.ts";
import { addAssociation } from "../../../src/associations/edit/change-association-file.ts";
import { FileLock } from "../../../src/associations/edit/file-lock.ts";
import {
  openAssociationFile,
  type WatchedAssociations,
} from "../../../src/associations/file/open-association-file.ts";
import { cluster, roleArn, useAssociationFile } from "./use-association-file.ts";

const file = useAssociationFile();
const { path } = file;
const otherRole = "arn:aws:iam::111122223333:role/other";
const input: NewAssociation = { namespace: "shop", serviceAccount: "cart", roleArn };

const opened: WatchedAssociations[] = [];

afterEach(() => {
  for (const each of opened.splice(0)) {
    each.close();
  }
});

async function open(text = "associations: []\n"): Promise<WatchedAssociations> {
  await file.write(text);
  return reopen();
}

async function reopen(): Promise<WatchedAssociations> {
  const associations = await openAssociationFile(path, cluster, { isStart: true, onProblem() {} });
  opened.push(associations);
  return associations;
}

async function listIds(editor: AssociationEditor, limit: number): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | undefined, hasMore = true; hasMore; after = ids.at(-1)) {
    const page = await editor.list({ after, limit });
    ids.push(...page.associations.map(({ id }) => id));
    hasMore = page.hasMore;
  }
  return ids;
}

function idOf(namespace: string, serviceAccount: string): string {
  return deriveAssociationId(cluster, namespace, serviceAccount).id;
}

/** An association file with many entries, which is changed in a worker thread. */
function createLarge(count: number): string {
  const entries = Array.from(
    { length: count },
    (_, index) => `  - namespace: ns-${index}\n    serviceAccount: app\n    roleArn: ${roleArn}\n`,
  );
  return `associations:\n${entries.join("")}`;
}

describe("an association that is created", () => {
  test("is in the file with its metadata, and in use at once", async () => {
    const { editor, find } = await open("# ours\nassociations: []\n");
    const association = await editor.create({
      ...input,
      tags: { team: "a: b", n: "012" },
      requestToken: "t",
    });
    expect(association).toMatchObject({ id: idOf("shop", "cart"), tags: { team: "a: b", n: "012" } });
    expect(association.createdAt).toEqual(association.modifiedAt);
    expect((await find("shop", "cart"))?.role.arn).toBe(roleArn);
    expect(await editor.get(association.id)).toEqual(association);
    expect(await editor.list({ limit: 1 })).toEqual({ associations: [association], hasMore: false });
    const time = association.createdAt?.toISOString();
    expect(await file.read()).toContain(
      `# ours\nassociations:\n  - namespace: shop\n    serviceAccount: cart\n    roleArn: ${roleArn}\n    tags:\n      team: "a: b"\n      "n": "012"\n    createdAt: "${time}"\n    modifiedAt: "${time}"\n    requestDigest: `,
    );
    expect(await file.read()).not.toContain("requestToken");
  });

  test("exists already", async () => {
    const { editor } = await open();
    await editor.create(input);
    await expect(editor.create(input)).rejects.toMatchObject({ code: "exists" });
    await expect(editor.create({ ...input, requestToken: "t" })).rejects.toMatchObject({ code: "exists" });
  });

  test.each<[string, Partial<NewAssociation>, string]>([
    ["a name", { namespace: "Shop" }, 'namespace is "Shop"'],
    ["a reserved tag", { tags: { "aws:x": "" } }, 'The tag "aws:x" begins with aws:'],
    [
      "too many tags",
      { tags: Object.fromEntries(Array.from({ length: 51 }, (_, at) => [at, ""])) },
      "at most 50",
    ],
    ["a tag without a key", { tags: { "": "" } }, "tags is a map; it must be a map of at most 50 tags"],
    ["a tag with half a character", { tags: { a: "\ud800" } }, "tags.a is "],
  ])("is refused because of %s", async (_name, wrong, message) => {
    const { editor } = await open();
    const created = editor.create({ ...input, ...wrong });
    await expect(created).rejects.toMatchObject({
      code: "invalid",
      message: expect.stringContaining(message),
    });
    expect(await file.read()).toBe("associations: []\n");
  });

  test("is one of at most 5,000", async () => {
    const { editor } = await open(createLarge(5000));
    await expect(editor.create(input)).rejects.toMatchObject({ code: "limit" });
  });
});

describe("a repeated request", () => {
  const request = { ...input, tags: { a: "1", b: "2" }, requestToken: "token-1" };

  test("returns the existing association, also after a restart and an update", async () => {
    const { editor } = await open();
    const created = await editor.create(request);
    expect(await editor.create({ ...request, tags: { b: "2", a: "1" } })).toEqual(created);
    const updated = await editor.update(created.id, { roleArn: otherRole, tags: { a: null } });
    const text = await file.read();
    const restarted = await reopen();
    expect(await restarted.editor.create(request)).toEqual(updated);
    expect(await file.read()).toBe(text);
  });

  test("with other values is refused, after a restart too", async () => {
    const { editor } = await open();
    await editor.create(request);
    const others = [{ roleArn: otherRole }, { serviceAccount: "till" }, { tags: {} }];
    const restarted = await reopen();
    for (const other of others) {
      for (const each of [editor, restarted.editor]) {
        await expect(each.create({ ...request, ...other })).rejects.toMatchObject({ code: "token_reused" });
      }
    }
  });

  test("creates the association again after it was deleted", async () => {
    const { editor, find } = await open();
    const { id } = await editor.create(request);
    await editor.delete(id);
    expect(await find("shop", "cart")).toBeUndefined();
    expect(await editor.get(id)).toBeUndefined();
    expect((await editor.create(request)).id).toBe(id);
  });
});

describe("an update", () => {
  const text = `# ours
associations:
  # the tills
  - namespace: "bank-*" # all banks
    serviceAccount: till
    roleArn: ${roleArn} # since May
    # short
    durationSeconds: 900
`;

  test("keeps comments, globs and the duration", async () => {
    const { editor, find } = await open(text);
    const id = idOf("bank-*", "till");
    const updated = await editor.update(id, { roleArn: otherRole, tags: { team: "a" } });
    expect(updated).toMatchObject({ namespace: "bank-*", durationSeconds: 900, createdAt: undefined });
    expect((await find("bank-1", "till"))?.role.arn).toBe(otherRole);
    expect(await file.read()).toBe(
      `${text.replace(roleArn, otherRole)}    tags:\n      team: a\n    modifiedAt: "${updated.modifiedAt?.toISOString()}"\n`,
    );
  });

  test("removes members, and keeps those that it does not name", async () => {
    const { editor } = await open();
    const policy = '{"Statement":[]}';
    const { id } = await editor.create({
      ...input,
      targetRoleArn: otherRole,
      externalId: "12",
      disableSessionTags: true,
      policy,
      tags: { a: "1", b: "2" },
    });
    const updated = await editor.update(id, { policy: null, tags: { a: null, c: "3" } });
    expect(updated).toMatchObject({
      targetRole: { arn: otherRole },
      externalId: "12",
      disableSessionTags: true,
      policy: undefined,
      tags: { b: "2", c: "3" },
    });
    expect(await editor.update(id, { targetRoleArn: null, tags: { b: null, c: null } })).toMatchObject({
      targetRole: undefined,
      externalId: undefined,
      tags: {},
    });
    expect(await file.read()).not.toContain("tags:\n");
  });

  test("of a missing association, or with an invalid result, changes nothing", async () => {
    const { editor } = await open(text);
    await expect(editor.update("a-00000000000000000", {})).rejects.toMatchObject({ code: "missing" });
    const id = idOf("bank-*", "till");
    await expect(editor.update(id, { policy: "{}" })).rejects.toMatchObject({ code: "invalid" });
    await expect(editor.update(id, { externalId: "12" })).rejects.toMatchObject({ code: "invalid" });
    await expect(editor.delete("a-00000000000000000")).rejects.toMatchObject({ code: "missing" });
    expect(await file.read()).toBe(text);
  });

  test("sees what another process has changed", async () => {
    const { editor, find } = await open(text);
    await addAssociation(path, cluster, { ...input, tags: { a: "1" } });
    const updated = await editor.update(idOf("shop", "cart"), { roleArn: otherRole });
    expect(updated.tags).toEqual({ a: "1" });
    await addAssociation(path, cluster, { ...input, roleArn }, { replace: true });
    expect(await file.read()).toContain('a: "1"');
    expect((await find("bank-1", "till"))?.role.arn).toBe(roleArn);
  });
});

test("a file that is not valid, or is held back, is not changed", async () => {
  const large = createLarge(40);
  const { editor } = await open(large);
  await file.write("associations: {}\n");
  await expect(editor.create(input)).rejects.toMatchObject({ code: "file_unusable" });
  await expect(editor.create(input)).rejects.toMatchObject({ code: "file_unusable" });
  await file.write(createLarge(10));
  await expect(editor.create(input)).rejects.toMatchObject({ code: "unwritable" });
  expect(await file.read()).toBe(createLarge(10));
  await file.write(large);
  await editor.create(input);
});

test("a change that waited too long for its turn is not made", async () => {
  const { editor } = await open();
  await editor.list({ limit: 1 });
  const lock = await FileLock.acquire(path, 1_000);
  vi.useFakeTimers({ toFake: ["performance"] });
  try {
    const first = editor.create(input);
    const second = editor.create({ ...input, namespace: "bank" });
    // The first one has its turn now, and waits for the lock.
    await setImmediate();
    vi.advanceTimersByTime(8_001);
    await lock.release();
    await first;
    await expect(second).rejects.toMatchObject({ code: "busy", message: expect.stringContaining("8 s") });
  } finally {
    vi.useRealTimers();
  }
  expect(await file.read()).not.toContain("bank");
});

test("a change that is stored although its cluster's configuration changes does not fail", async () => {
  const { editor, close } = await open();
  const lock = await FileLock.acquire(path, 1_000);
  using acquire = vi.spyOn(FileLock, "acquire");
  const change = editor.create(input);
  await expect.poll(() => acquire.mock.calls.length).toBe(1);
  close();
  await lock.release();
  expect(await change).toMatchObject({ serviceAccount: "cart" });
  expect(await file.read()).toContain("serviceAccount: cart");
});

test("two editors and another writer at once lose no change", async () => {
  const one = await open();
  const other = await reopen();
  const names = Array.from({ length: 30 }, (_, at) => `ns-${at}`);
  const write = [
    (namespace: string) => one.editor.create({ ...input, namespace }),
    (namespace: string) => other.editor.create({ ...input, namespace }),
    (namespace: string) => addAssociation(path, cluster, { ...input, namespace }),
  ];
  await Promise.all(names.map((namespace, at) => write[at % write.length]?.(namespace)));
  const expected = names.map((namespace) => idOf(namespace, "cart")).sort();
  await Promise.all([one.reload(), other.reload()]);
  expect(await listIds(one.editor, 7)).toEqual(expected);
  expect(await listIds(other.editor, 30)).toEqual(expected);
});

test("pages have each association once while others are written", async () => {
  const kept = Array.from({ length: 25 }, (_, at) => `kept-${at}`);
  const entries = kept.map((namespace) => ({ ...input, namespace }));
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 12 }),
      fc.array(fc.record({ at: fc.nat(8), isDelete: fc.boolean() }), { maxLength: 8 }),
      async (limit, changes) => {
        const { editor, close } = await open(`associations: ${JSON.stringify(entries)}\n`);
        const ids: string[] = [];
        const pending = [...changes];
        for (let after: string | undefined, hasMore = true; hasMore; after = ids.at(-1)) {
          const page = await editor.list({ after, limit });
          expect(page.associations.length).toBeLessThanOrEqual(limit);
          ids.push(...page.associations.map(({ id }) => id));
          hasMore = page.hasMore;
          const change = pending.shift();
          const namespace = `changed-${change?.at}`;
          if (change?.isDelete) {
            await editor.delete(idOf(namespace, "cart")).catch(() => {});
          } else if (change !== undefined) {
            await editor.create({ ...input, namespace }).catch(() => {});
          }
        }
        close();
        expect(ids).toEqual([...new Set(ids)].sort());
        expect(ids).toEqual(expect.arrayContaining(kept.map((namespace) => idOf(namespace, "cart"))));
      },
    ),
    { numRuns: 8 },
  );
});

test("a list has the associations with exact names, as they are written", async () => {
  const { editor } = await open(
    `associations: ${JSON.stringify(
      [
        ["shop", "cart"],
        ["shop", "*"],
        ["s*", "cart"],
        ["bank", "cart"],
      ].map(([namespace, serviceAccount]) => ({ namespace, serviceAccount, roleArn })),
    )}`,
  );
  const list = async (filter: { namespace?: string; serviceAccount?: string }) =>
    (await editor.list({ limit: 10, ...filter })).associations
      .map(({ namespace, serviceAccount }) => `${namespace}/${serviceAccount}`)
      .sort();
  expect(await list({})).toHaveLength(4);
  expect(await list({ namespace: "shop" })).toEqual(["shop/*", "shop/cart"]);
  expect(await list({ serviceAccount: "cart" })).toEqual(["bank/cart", "s*/cart", "shop/cart"]);
  expect(await list({ namespace: "s*", serviceAccount: "cart" })).toEqual(["s*/cart"]);
  expect(await list({ namespace: "sh" })).toEqual([]);
});

test("while a large file is changed and listed, the event loop goes on", async () => {
  const { editor, find } = await open(createLarge(1000).replace("ns-0", '"*-0"'));
  let turns = 0;
  let isDone = false;
  const work = (async () => {
    await editor.update(idOf("ns-400", "app"), { roleArn: otherRole, tags: { a: "b" } });
    const listed = await listIds(editor, 300);
    isDone = true;
    return listed;
  })();
  while (!isDone) {
    turns++;
    await setImmediate();
  }
  expect(await work).toHaveLength(1000);
  expect((await find("ns-400", "app"))?.role.arn).toBe(otherRole);
  // Parsing the file on this thread would leave a handful of turns.
  expect(turns).toBeGreaterThan(100);
});
