import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** A frame of HTTP/2, RFC 9113, section 4.1. */
export interface Frame {
  readonly type: keyof typeof frameTypes | "other";
  readonly flags: number;
  readonly stream: number;
  readonly payload: Buffer;
}

const frameTypes = {
  DATA: 0,
  HEADERS: 1,
  RST_STREAM: 3,
  SETTINGS: 4,
  PING: 6,
  GOAWAY: 7,
  WINDOW_UPDATE: 8,
} as const;
const frameNames = Object.keys(frameTypes) as (keyof typeof frameTypes)[];

/** The flags END_STREAM and ACK, and END_HEADERS. */
const endOrAck = 1;
const endHeaders = 4;
const headLength = 9;

/** SETTINGS_INITIAL_WINDOW_SIZE of RFC 9113, section 6.5.2. */
const initialWindowSize = 4;

/** A client of HTTP/2 without TLS that sends single frames, as no HTTP client would. */
export class RawHttp2Connection implements Disposable {
  readonly #socket: Socket;
  readonly #closed: Promise<void>;
  #unread = Buffer.alloc(0);
  /** All frames that the server has sent. */
  readonly frames: Frame[] = [];

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.#closed = new Promise((resolve) => socket.once("close", () => resolve()));
    socket.on("error", () => {});
    socket.on("data", (bytes: Buffer) => this.#read(bytes));
  }

  /** Connects to a port of 127.0.0.1, and sends the preface and empty settings. */
  static async open(port: number): Promise<RawHttp2Connection> {
    const socket = connect(port, "127.0.0.1");
    await once(socket, "connect");
    const connection = new RawHttp2Connection(socket);
    socket.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    connection.send("SETTINGS", 0, 0);
    return connection;
  }

  /** Sends a frame. */
  send(
    type: keyof typeof frameTypes,
    flags: number,
    stream: number,
    payload: Buffer = Buffer.alloc(0),
  ): void {
    const head = Buffer.alloc(headLength);
    head.writeUIntBE(payload.length, 0, 3);
    head[3] = frameTypes[type];
    head[4] = flags;
    head.writeUInt32BE(stream, 5);
    this.#socket.write(Buffer.concat([head, payload]));
  }

  /**
   * Sends the headers of a request.
   *
   * @param isEnd - whether the request has no body
   */
  sendHeaders(stream: number, headers: Readonly<Record<string, string>>, isEnd = false): void {
    const fields = Object.entries({ ":method": "POST", ":scheme": "http", ":path": "/", ...headers });
    // Literals without indexing and without Huffman code: RFC 7541, section 6.2.2.
    const block = fields.flatMap(([name, value]) => [Buffer.alloc(1), encodeText(name), encodeText(value)]);
    this.send("HEADERS", endHeaders | (isEnd ? endOrAck : 0), stream, Buffer.concat(block));
  }

  /** Sends a piece of a body. */
  sendData(stream: number, text: string, isEnd = false): void {
    this.send("DATA", isEnd ? endOrAck : 0, stream, Buffer.from(text));
  }

  /** Resets a stream. @param code - of RFC 9113, section 7; 8 is CANCEL */
  resetStream(stream: number, code = 8): void {
    const payload = Buffer.alloc(4);
    payload.writeUInt32BE(code);
    this.send("RST_STREAM", 0, stream, payload);
  }

  /** Sets how many bytes of each response the server can send before it is allowed more. */
  setInitialWindow(bytes: number): void {
    const payload = Buffer.alloc(6);
    payload.writeUInt16BE(initialWindowSize);
    payload.writeUInt32BE(bytes, 2);
    this.send("SETTINGS", 0, 0, payload);
  }

  /** Allows the server to send more bytes of a response. */
  updateWindow(stream: number, bytes: number): void {
    const payload = Buffer.alloc(4);
    payload.writeUInt32BE(bytes);
    this.send("WINDOW_UPDATE", 0, stream, payload);
  }

  /** Announces that the client opens no more streams. */
  goAway(): void {
    this.send("GOAWAY", 0, 0, Buffer.alloc(8));
  }

  /** Lists the frames of a stream: their types, with ` END` if it is the last. */
  list(stream: number): string[] {
    return this.frames
      .filter((frame) => frame.stream === stream && frame.type !== "other")
      .map(({ type, flags, payload }) =>
        type === "RST_STREAM"
          ? `RST_STREAM ${payload.readUInt32BE()}`
          : `${type}${flags & endOrAck ? " END" : ""}`,
      );
  }

  /** Returns the body that a stream has so far. */
  readData(stream: number): string {
    const pieces = this.frames.filter((frame) => frame.type === "DATA" && frame.stream === stream);
    return Buffer.concat(pieces.map(({ payload }) => payload)).toString();
  }

  /** Waits until the server has closed the connection. */
  async waitForEnd(): Promise<void> {
    await this.#closed;
  }

  [Symbol.dispose](): void {
    this.#socket.destroy();
  }

  #read(bytes: Buffer): void {
    this.#unread = Buffer.concat([this.#unread, bytes]);
    while (this.#unread.length >= headLength) {
      const end = headLength + this.#unread.readUIntBE(0, 3);
      if (this.#unread.length < end) {
        return;
      }
      const flags = this.#unread.readUInt8(4);
      const code = this.#unread.readUInt8(3);
      const type = frameNames.find((name) => frameTypes[name] === code) ?? "other";
      const payload = this.#unread.subarray(headLength, end);
      this.frames.push({ type, flags, stream: this.#unread.readUInt32BE(5), payload });
      this.#unread = this.#unread.subarray(end);
      if (type === "SETTINGS" && flags === 0) {
        this.send("SETTINGS", endOrAck, 0);
      }
    }
  }
}

/** A text of less than 127 bytes: RFC 7541, section 5.2. */
function encodeText(text: string): Buffer {
  const bytes = Buffer.from(text, "latin1");
  return Buffer.concat([Buffer.from([bytes.length]), bytes]);
}
