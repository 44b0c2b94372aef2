// The studio's HTTP server in Node, on 127.0.0.1 alone. It judges the head of each request and sends the page's files, as
// src/studio/server.cpp does with libmicrohttpd; what is admitted goes to the module, one request after the other.
import { createHash, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";

// As in src/studio/http_listener.hpp.
const maxBody = 8 << 20;
const maxIgnored = 64 << 20;
const maxHead = 16 << 10;
const maxWaiting = 32;
const maxConnections = 256;
const msToBeAdmitted = 5_000;
const msOfBody = 30_000;
const msOfSilence = 10_000;

const plain = "text/plain; charset=utf-8";
const refusal = (status, why) => ({ status, type: plain, content: `${why}\n` });
const tooLong = refusal(413, "The request is longer than 8 MB.");
const stopping = refusal(503, "The studio is stopping.");

const digest = (text) => createHash("sha256").update(text).digest();

export class StudioServer {
  #server = undefined;
  #port = 0;
  #token = new Uint8Array();
  #headers = {};
  #pages = new Map();
  /** Sockets that have not been admitted, the oldest first, with the timer that closes each. */
  #waiting = new Map();
  /** Requests for the module, and the one that it answers. */
  #queue = [];
  #current = undefined;
  #wanted = undefined;
  #isStopped = false;
  #isServed = false;
  #early = [];

  /** Returns the port, 0 if it is taken. */
  listen(port) {
    this.#server = createServer({
      maxHeaderSize: maxHead,
      headersTimeout: msToBeAdmitted,
      requestTimeout: msToBeAdmitted + msOfBody,
      keepAliveTimeout: msOfSilence,
      connectionsCheckingInterval: 500,
    });
    this.#server.maxConnections = maxConnections;
    this.#server.on("connection", (socket) => this.#connected(socket));
    this.#server.on("request", (...asked) => this.#whenServed(() => this.#judge(...asked)));
    this.#server.on("checkContinue", (...asked) => this.#whenServed(() => this.#judge(...asked, true)));
    this.#server.on("clientError", (error, socket) => {
      if (socket.writable && error.code === "HPE_HEADER_OVERFLOW")
        socket.end("HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\n\r\n");
      else socket.destroy();
    });
    return new Promise((resolve) => {
      this.#server.once("error", () => resolve(0));
      this.#server.listen({ port, host: "127.0.0.1", exclusive: true }, () =>
        resolve((this.#port = this.#server.address().port)),
      );
    });
  }
  serve({ token, headers, pages }) {
    this.#token = digest(token);
    this.#headers = Object.fromEntries(headers.map(({ name, value }) => [name, value]));
    this.#pages = new Map(pages.map((page) => [page.path, page]));
    this.#isServed = true;
    for (const judge of this.#early.splice(0)) judge();
  }
  /** The address is printed when the port is taken, just before the token and the pages are known here. */
  #whenServed(judge) {
    if (this.#isServed) judge();
    else this.#early.push(judge);
  }
  /** The next request, as soon as there is one: its path, a NUL, its body. Nothing at the end. */
  next() {
    if (this.#isStopped) return undefined;
    if (this.#queue.length > 0) return this.#take();
    return new Promise((resolve) => (this.#wanted = resolve));
  }
  #take() {
    this.#current = this.#queue.shift();
    return this.#current.question;
  }
  answer({ status, json }) {
    this.#send(this.#current.response, { status, type: "application/json", content: json });
    this.#current = undefined;
  }
  stop() {
    this.#isStopped = true;
    for (const { response } of this.#queue.splice(0)) this.#send(response, stopping);
    this.#wanted?.(undefined);
  }
  close() {
    this.#server?.close();
    this.#server?.closeAllConnections();
  }

  #connected(socket) {
    socket.on("error", () => undefined);
    this.#waiting.set(
      socket,
      setTimeout(() => socket.destroy(), msToBeAdmitted),
    );
    socket.once("close", () => this.#admit(socket));
    if (this.#waiting.size <= maxWaiting) return;
    const [oldest] = this.#waiting.keys();
    this.#admit(oldest);
    oldest.destroy();
  }
  #admit(socket) {
    clearTimeout(this.#waiting.get(socket));
    this.#waiting.delete(socket);
  }

  #judge(request, response, awaitsContinue = false) {
    const path = pathOf(request.url);
    const refused = this.#refusalOf(request, path);
    if (refused !== undefined) return this.#send(response, refused, true);
    if (Number(request.headers["content-length"] ?? 0) > maxIgnored) return this.#send(response, tooLong, true);
    this.#admit(request.socket);
    if (awaitsContinue) response.writeContinue();
    const late = setTimeout(() => request.socket.destroy(), msOfBody);
    const parts = [];
    let size = 0;
    request.on("data", (part) => {
      size += part.length;
      if (size > maxBody) parts.length = 0;
      else parts.push(part);
      if (size > maxIgnored) request.socket.destroy();
    });
    request.on("close", () => clearTimeout(late));
    request.on("end", () => {
      clearTimeout(late);
      if (size > maxBody) return this.#send(response, tooLong);
      const rest = path.slice(path.indexOf("/", 1) + 1);
      if (request.method === "POST") this.#ask(request, response, rest, Buffer.concat(parts));
      else this.#send(response, this.#page(rest));
    });
  }
  /** Whether a request comes from elsewhere than the studio's own page, by its head. */
  #refusalOf(request, path) {
    const hosts = request.rawHeaders.filter((_, i, all) => i % 2 === 1 && all[i - 1].toLowerCase() === "host");
    const origins = request.rawHeaders.filter((_, i, all) => i % 2 === 1 && all[i - 1].toLowerCase() === "origin");
    const isOurs = (host) => host === `127.0.0.1:${this.#port}` || host === `localhost:${this.#port}`;
    if (hosts.length !== 1 || !isOurs(hosts[0])) return refusal(403, "This is not the studio's address.");
    if (origins.length > 0 && !(origins[0].startsWith("http://") && isOurs(origins[0].slice("http://".length))))
      return refusal(403, "Requests from other sites are refused.");
    const end = path.indexOf("/", 1);
    if (path[0] !== "/" || end < 0 || !timingSafeEqual(digest(path.slice(1, end)), this.#token))
      return refusal(403, "The token is missing or wrong: open the address that the command printed.");
    if (!["GET", "HEAD", "POST"].includes(request.method)) return refusal(405, "GET and POST only.");
    return undefined;
  }
  #page(path) {
    const page = this.#pages.get(path || "index.html");
    return page === undefined ? refusal(404, "There is no such page.") : { status: 200, ...page };
  }
  #ask(request, response, path, body) {
    const prefix = "api/";
    if (!path.startsWith(prefix)) return this.#send(response, refusal(404, "No such request."));
    if (request.headers["content-type"] !== "application/json")
      return this.#send(response, refusal(415, "Requests must be JSON."));
    if (this.#isStopped) return this.#send(response, stopping);
    const name = path.slice(prefix.length).replaceAll("\0", "");
    this.#queue.push({ response, question: Buffer.concat([Buffer.from(`${name}\0`), body]) });
    const wanted = this.#wanted;
    this.#wanted = undefined;
    wanted?.(this.#take());
  }

  #send(response, { status, type, content }, closes = false) {
    const bytes = Buffer.from(content);
    response.writeHead(status, {
      ...this.#headers,
      "Content-Type": type,
      "Content-Length": bytes.length,
      ...(closes ? { Connection: "close" } : {}),
    });
    response.end(bytes);
    // Its body is not awaited.
    if (closes) response.once("finish", () => setTimeout(() => response.socket?.destroy(), 100));
  }
}

/** Without the query, percent signs decoded. */
function pathOf(url) {
  const path = url.split("?", 1)[0];
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
