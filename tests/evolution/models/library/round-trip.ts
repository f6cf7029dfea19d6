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
import { afterAll, beforeAll, expect, test } from "vitest";

const books = new Map<string, BookDescription>();
const requestIds: (string | undefined)[] = [];

function find(isbn: string): BookDescription {
  const book = books.get(isbn);
  if (book === undefined) {
    throw new BookNotFound({ message: `There is no book ${isbn}.`, isbn });
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

test("a book with a union, an enum, a timestamp and nested lists comes back as it was put", async () => {
  const input = { ...book, authors: [...book.authors], chapters: book.chapters.map((it) => [...it]) };
  const { $metadata, ...output } = await client.send(new PutBookCommand(input));
  expect($metadata.httpStatusCode).toBe(201);
  expect(output).toEqual(book);
  expect(books.get(book.isbn)).toEqual(book);
  const { $metadata: _, ...read } = await client.send(new GetBookCommand({ isbn: book.isbn }));
  expect(read).toEqual(book);
});

test("pages come one by one, filtered by query parameters", async () => {
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

test("errors keep their class and their members, and constraints are checked", async () => {
  const missing = client.send(new GetBookCommand({ isbn: "1234567890123" }));
  await expect(missing).rejects.toBeInstanceOf(ClientBookNotFound);
  await expect(missing).rejects.toMatchObject({ isbn: "1234567890123", $metadata: { httpStatusCode: 404 } });
  const malformed = client.send(new GetBookCommand({ isbn: "x" }));
  await expect(malformed).rejects.toBeInstanceOf(ValidationException);
});

test("a loan carries an idempotency token, and its date another format", async () => {
  const { due, loanId } = await client.send(
    new LendBookCommand({ isbn: book.isbn, reader: { name: "Ann", card: "EXAMPLE" } }),
  );
  expect({ due, loanId }).toEqual({ due: new Date("2026-02-01T00:00:00Z"), loanId: "loan-1" });
  expect(requestIds).toEqual([expect.any(String)]);
});

test("an answer without content is one", async () => {
  const { $metadata } = await client.send(new DeleteBookCommand({ isbn: book.isbn }));
  expect($metadata.httpStatusCode).toBe(204);
});

test("the types of JSON and the names of errors agree with what goes over the wire", async () => {
  const { hours } = await client.send(new GetOpeningHoursCommand({}));
  const response = await fetch(`${endpoint}/opening-hours`);
  const content = (await response.json()) as GetOpeningHoursResponseContent;
  expect(content.hours).toEqual(hours);
  const refusal = await fetch(`${endpoint}/books/${book.isbn}`);
  expect(findErrorName(refusal.status, refusal.headers.get("x-amzn-errortype"))).toBe("BookNotFound");
});
