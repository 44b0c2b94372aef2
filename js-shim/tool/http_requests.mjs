// Requests to D1's API, with the rules of bindings/d1_rest/http_client.hpp: no redirect is followed, an http address is
// connected to only on loopback and without a proxy, and an answer has a size and a time limit.
import { lookup } from "node:dns";
import http from "node:http";
import https from "node:https";
import { isIPv4 } from "node:net";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";

const decoders = { gzip: createGunzip, "x-gzip": createGunzip, deflate: createInflate, br: createBrotliDecompress };

const isLoopback = (address) => (isIPv4(address) ? address.startsWith("127.") : address === "::1");
/** Resolves a name, and refuses every address but loopback. */
function lookupOnLoopback(name, options, done) {
  lookup(name, options, (error, found, family) => {
    const addresses = Array.isArray(found) ? found.map(({ address }) => address) : [found];
    if (!error && !addresses.every(isLoopback)) error = new Error(`${name} is not this machine`);
    done(error, found, family);
  });
}

export class HttpRequests {
  // Node's own rule for proxies (from 24.5 on): HTTPS_PROXY and NO_PROXY. A proxy of https sees encrypted bytes.
  #secure = new https.Agent({ keepAlive: true, proxyEnv: process.env });
  #plain = new http.Agent({ keepAlive: true });
  #secureOnce = new https.Agent({ keepAlive: false, proxyEnv: process.env });
  #plainOnce = new http.Agent({ keepAlive: false });

  close() {
    for (const agent of [this.#secure, this.#plain, this.#secureOnce, this.#plainOnce]) agent.destroy();
  }

  /** {status, result, retryAfter}: status 0 and the reason where no answer came, -1 where it is too large. */
  async send(request) {
    const first = await this.#once(request);
    // A kept connection that the server had closed: a request that may be repeated is.
    return first.wasReused && request.mayRepeat ? await this.#once(request) : first;
  }

  #once({ url, token, body, mayRepeat, connectTimeout, timeout, maxBody }) {
    const isSecure = url.startsWith("https://");
    const agent = isSecure ? (mayRepeat ? this.#secure : this.#secureOnce) : mayRepeat ? this.#plain : this.#plainOnce;
    return new Promise((resolve) => {
      const timers = [];
      const settle = (answer) => {
        timers.forEach(clearTimeout);
        resolve(answer);
        asked.destroy();
      };
      const fail = (why, more = {}) => settle({ status: 0, result: why, ...more });
      const asked = (isSecure ? https : http).request(url, {
        method: body === undefined ? "GET" : "POST",
        agent,
        ...(isSecure ? {} : { lookup: lookupOnLoopback }),
        headers: {
          ...(body === undefined ? {} : { "content-type": "application/json", "content-length": body.length }),
          authorization: `Bearer ${token}`,
          "accept-encoding": Object.keys(decoders).join(", "),
          accept: "*/*",
        },
      });
      timers.push(setTimeout(() => fail("Timeout was reached"), timeout));
      const connecting = setTimeout(() => fail("Connection timed out"), connectTimeout);
      timers.push(connecting);
      asked.on("socket", (socket) => {
        if (!socket.connecting) clearTimeout(connecting);
        else socket.once(isSecure ? "secureConnect" : "connect", () => clearTimeout(connecting));
      });
      asked.on("error", (error) =>
        fail(error.code ? `${error.code}: ${error.message}` : error.message, {
          wasReused: asked.reusedSocket && error.code === "ECONNRESET",
        }),
      );
      asked.on("response", (response) => {
        clearTimeout(connecting);
        const decoder = decoders[response.headers["content-encoding"]?.toLowerCase()]?.();
        const stream = decoder === undefined ? response : response.pipe(decoder);
        const parts = [];
        let size = 0;
        stream.on("data", (part) => {
          size += part.length;
          if (size > maxBody) return settle({ status: -1 });
          parts.push(part);
        });
        const broken = (error) => fail(`the answer is cut off (${error?.message ?? "closed"})`);
        response.on("error", broken);
        response.on("aborted", broken);
        stream.on("error", broken);
        stream.on("end", () => {
          if (!response.complete) return broken();
          timers.forEach(clearTimeout);
          resolve({
            status: response.statusCode,
            result: Buffer.concat(parts),
            retryAfter: secondsOf(response.headers["retry-after"]),
          });
        });
      });
      asked.end(body);
    });
  }
}

/** A number of seconds, or those until a date. */
function secondsOf(text) {
  if (text === undefined) return 0;
  const seconds = /^\d+$/.test(text.trim()) ? Number(text) : (Date.parse(text) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.min(Math.max(0, Math.ceil(seconds)), 0x7fffffff) : 0;
}
