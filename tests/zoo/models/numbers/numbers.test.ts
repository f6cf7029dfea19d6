import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { BookCommand, LedgerClient } from "@acme/client";
import { Ledger } from "@acme/client-light";
import { NumericValue } from "@smithy/core/serde";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createLedgerHandler, type LedgerService } from "../src/gen/index.ts";
import { createNodeListener } from "../src/node.ts";

const service: LedgerService = {
  book({ amount, shares = 0n }) {
    const cents = parseCents(amount);
    return { amount: formatCents(cents * 2n), shares: shares * 2n };
  },
};

/** Converts `-12.3` to -1230n. */
function parseCents(amount: string): bigint {
  const [, sign, whole, fraction = ""] = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(amount) ?? [];
  if (whole === undefined) {
    throw new RangeError(`The amount ${amount} has more than two decimals, or an exponent.`);
  }
  return BigInt(`${sign}${whole}${fraction.padEnd(2, "0")}`);
}

/** Converts -1230n to `-12.30`. */
function formatCents(cents: bigint): string {
  const digits = String(cents < 0n ? -cents : cents).padStart(3, "0");
  return `${cents < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

const doubling = createServer(createNodeListener(createLedgerHandler(service)));
const echoing = createServer(createNodeListener(createLedgerHandler({ book: (entry) => entry })));
const urls: string[] = [];

beforeAll(async () => {
  for (const server of [doubling, echoing]) {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    urls.push(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }
});

afterAll(() => {
  doubling.close();
  echoing.close();
});

test("the light client has text and bigint", async () => {
  const client = new Ledger({ endpoint: urls[0] });
  const { amount, shares } = await client.book({
    amount: "90071992547409930.10",
    shares: 12345678901234567890123n,
  });
  client.close();
  expect([amount, shares]).toEqual(["180143985094819860.20", 24691357802469135780246n]);
});

test("the official client has NumericValue and bigint", async () => {
  const client = new LedgerClient({ endpoint: urls[0] });
  const { amount, shares } = await client.send(
    new BookCommand({
      amount: new NumericValue("90071992547409930.10", "bigDecimal"),
      shares: 12345678901234567890123n,
    }),
  );
  client.destroy();
  expect([amount?.string, shares]).toEqual(["180143985094819860.20", 24691357802469135780246n]);
});

test.each(["0", "-0.5", "1.50", "1e400", "0.1e-7", "123456789012345678901234567890.000000000000000000001"])(
  "the number %s keeps its form",
  async (amount) => {
    const client = new Ledger({ endpoint: urls[1] });
    expect(await client.book({ amount })).toMatchObject({ amount });
    client.close();
  },
);

test.each(["", "1,5", "NaN", "Infinity", "+1", ".5", "1n", "0x1"])(
  "the text %j is no number",
  async (amount) => {
    const client = new Ledger({ endpoint: urls[1] });
    await expect(client.book({ amount })).rejects.toThrow(TypeError);
    client.close();
  },
);

test("a long has its own type in each client", async () => {
  const serial = 9223372036854775807n;
  const light = new Ledger({ endpoint: urls[1] });
  expect(await light.book({ amount: "1", serial })).toMatchObject({ serial });
  light.close();
  const official = new LedgerClient({ endpoint: urls[1] });
  const amount = new NumericValue("1", "bigDecimal");
  const small = await official.send(new BookCommand({ amount, serial: 5 }));
  expect(small.serial).toBe(5);
  const large = await official.send(new BookCommand({ amount, serial: serial as unknown as number }));
  expect(large.serial).toBe(serial);
  official.destroy();
});

async function post(body: string): Promise<number> {
  const headers = { "content-type": "application/json" };
  return (await fetch(`${urls[1]}/entries`, { method: "POST", headers, body })).status;
}

test.each([
  ['{"amount":1.5}', 200],
  ['{"amount":"1.5"}', 400],
  [`{"amount":${"1".repeat(4096)}}`, 200],
  [`{"amount":${"1".repeat(4097)}}`, 400],
  [`{"amount":1,"shares":${"1".repeat(4096)}}`, 200],
  [`{"amount":1,"shares":${"1".repeat(4097)}}`, 400],
  ['{"amount":1,"shares":1e4000}', 200],
  ['{"amount":1,"shares":1e5000}', 400],
  ['{"amount":1,"shares":1.5}', 400],
])("the body %s is answered with %i", async (body, status) => {
  expect(await post(body)).toBe(status);
});
