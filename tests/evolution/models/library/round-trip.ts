import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  BookNotFound as ClientBookNotFound,
  DeleteBookCommand,
  GetBookCommand,
  GetOpeningHoursCommand,
  LendBookCommand,
  LibraryClient,
  PutBookCommand,
  paginateListBooks,
  ValidationException,
} from "@acme/client";
import { type BookDescription, BookNotFound, createLibraryHandler, type LibraryService } from "@acme/server";
import { createNodeListener } from "@acme/server/node";
import { findErrorName } from "@acme/types";
import type { GetOpeningHoursResponseContent } from "@acme/types/wire";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

// The limit only ends a test that hangs, on a busy machine too.
vi.setConfig({ testTimeout: 60_000 });

const books = new Map<string, BookDescription>();
const requestIds: (string | undefined)[] = [];

function find(isbn: string): BookDescription {
  const book = books.get(isbn);
  if (book === undefined) {
    throw new BookNotFound({ message: `Book ${isbn} does not exist.`, isbn });
  }
  return book;
}

const service: LibraryService = {
  async putBook(book) {
    books.set(book.isbn, book);
    return book;
  },
  getBook: ({ isbn }) => find(isbn),
  async deleteBook({ isbn }) {
    find(isbn);
    books.delete(isbn);
    return {};
  },
  listBooks({ genres, publishedSince, pageSize, nextToken = "0" }) {
    const matching = [...books.values()].filter(
      (book) =>
        (genres === undefined || genres.some((genre) => genre === book.genre)) &&
        (publishedSince === undefined || (book.published ?? publishedSince) >= publishedSince),
    );
    const start = Number(nextToken);
    const end = start + (pageSize ?? 10);
    return {
      books: matching.slice(start, end),
      ...(end < matching.length ? { nextToken: String(end) } : {}),
    };
  },
  async lendBook({ isbn, requestId }) {
    requestIds.push(requestId);
    find(isbn);
    return { loanId: "loan-1", due: new Date("2026-02-01T00:00:00Z") };
  },
  async getOpeningHours() {
    return { hours: { workday: "9-18" } };
  },
};

const server = createServer(createNodeListener(createLibraryHandler(service)));
// A client can send a request on an idle connection at the moment at which the server's timeout closes it.
server.keepAliveTimeout = 0;
let endpoint: string;
let client: LibraryClient;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  client = new LibraryClient({ endpoint });
});
afterAll(() => {
  client.destroy();
  server.close();
});

const book = {
  isbn: "9780141439600",
  title: "A Tale of Two Cities",
  authors: ["Charles Dickens"],
  genre: "novel",
  published: new Date("1859-11-26T00:00:00Z"),
  place: { shelf: { room: "north", number: 7 } },
  chapters: [["The Period", "The Mail"], []],
} as const;

test("returns a stored book with a union, an enum, a timestamp and nested lists", async () => {
  const input = { ...book, authors: [...book.authors], chapters: book.chapters.map((it) => [...it]) };
  const { $metadata, ...output } = await client.send(new PutBookCommand(input));
  expect($metadata.httpStatusCode).toBe(201);
  expect(output).toEqual(book);
  expect(books.get(book.isbn)).toEqual(book);
  const { $metadata: _, ...read } = await client.send(new GetBookCommand({ isbn: book.isbn }));
  expect(read).toEqual(book);
});

test("returns pages, filtered by query parameters", async () => {
  for (const [isbn, genre] of [
    ["9780000000001", "poems"],
    ["9780000000002", "novel"],
  ] as const) {
    await client.send(new PutBookCommand({ isbn, title: "Another", genre }));
  }
  const pages: (string | undefined)[][] = [];
  const paging = paginateListBooks({ client, pageSize: 2 }, { genres: ["novel", "poems"] });
  for await (const page of paging) {
    pages.push((page.books ?? []).map(({ isbn }) => isbn));
  }
  expect(pages).toEqual([[book.isbn, "9780000000001"], ["9780000000002"]]);
});

test("returns errors with class and members, and checks constraints", async () => {
  const missing = client.send(new GetBookCommand({ isbn: "1234567890123" }));
  await expect(missing).rejects.toBeInstanceOf(ClientBookNotFound);
  await expect(missing).rejects.toMatchObject({ isbn: "1234567890123", $metadata: { httpStatusCode: 404 } });
  const malformed = client.send(new GetBookCommand({ isbn: "x" }));
  await expect(malformed).rejects.toBeInstanceOf(ValidationException);
});

test("sends an idempotency token, and a timestamp in another format", async () => {
  const { due, loanId } = await client.send(
    new LendBookCommand({ isbn: book.isbn, reader: { name: "Ann", card: "EXAMPLE" } }),
  );
  expect({ due, loanId }).toEqual({ due: new Date("2026-02-01T00:00:00Z"), loanId: "loan-1" });
  expect(requestIds).toEqual([expect.any(String)]);
});

test("accepts a response without content", async () => {
  const { $metadata } = await client.send(new DeleteBookCommand({ isbn: book.isbn }));
  expect($metadata.httpStatusCode).toBe(204);
});

test("sends JSON and error names that match the wire types", async () => {
  const { hours } = await client.send(new GetOpeningHoursCommand({}));
  const response = await fetch(`${endpoint}/opening-hours`);
  const content = (await response.json()) as GetOpeningHoursResponseContent;
  expect(content.hours).toEqual(hours);
  const rejection = await fetch(`${endpoint}/books/${book.isbn}`);
  expect(findErrorName(rejection.status, rejection.headers.get("x-amzn-errortype"))).toBe("BookNotFound");
});
