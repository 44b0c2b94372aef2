// Requests to the studio, with headers that no browser would send.
import { request } from "node:http";

/** `path` is behind the token unless `bare`. Gives status, headers and text. */
export function send(studio, path, { method = "GET", headers = {}, body, bare = false, setHost = true } = {}) {
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        host: "127.0.0.1",
        port: studio.url.port,
        method,
        path: bare ? path : studio.url.pathname + path,
        headers,
        setHost,
        agent: false,
      },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (part) => (text += part));
        response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, text }));
      },
    );
    asked.on("error", reject);
    asked.end(body);
  });
}

/** A question as the page asks it: the answer, or the error. */
export async function ask(studio, what, question = {}) {
  const { text } = await send(studio, `api/${what}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(question),
  });
  const answer = JSON.parse(text);
  return answer.error ?? answer;
}
