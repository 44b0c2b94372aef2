// The imports "squall_node" of the module: what bindings/node/node_imports.hpp declares.
import { spawn } from "node:child_process";
import fs from "node:fs";
import { delimiter, join } from "node:path";
import { sleep } from "./system.mjs";
import { readUrl } from "./urls.mjs";

/** `files`: a DatabaseFiles; `ask`: a question to the main thread, which has the network (channel.mjs). */
export function hostImports(memory, files, ask) {
  const encoder = new TextEncoder();
  let result = new Uint8Array();
  /** Keeps a result until the module takes it; returns its size. */
  const keep = (bytes) => {
    result = typeof bytes === "string" ? encoder.encode(bytes) : bytes;
    return result.length;
  };
  return {
    take: (to) => void memory.part(to, result.length).set(result),

    file_open: (path, flags) => files.open(path ? memory.text(path) : "", flags),
    file_close: (file) => files.close(file),
    file_read: (file, to, size, offset) => files.read(file, memory.part(to, size), offset),
    file_write: (file, from, size, offset) => files.write(file, memory.part(from, size), offset),
    file_truncate: (file, size) => files.truncate(file, size),
    file_sync: (file) => files.sync(file),
    file_size: (file) => files.size(file),
    file_lock: (file, level) => files.lock(file, level),
    file_unlock: (file) => files.unlock(file),
    file_delete: (path) => files.delete(memory.text(path)),
    file_exists: (path) => Number(fs.existsSync(memory.text(path))),
    file_full_path: (path) => keep(files.fullPath(memory.text(path))),
    database_enter: (path) => {
      const refusal = files.enter(memory.text(path));
      return refusal === undefined ? 0 : keep(refusal);
    },
    database_leave: (path) => files.leave(memory.text(path)),
    lock_take: (path, waits) => files.takeNamed(memory.text(path), waits !== 0),
    lock_release: (path) => files.releaseNamed(memory.text(path)),

    random: (to, size) => void crypto.getRandomValues(memory.part(to, size)),
    sleep,
    umask: () => process.umask(),
    write_number: (number, to) => {
      const { written } = encoder.encodeInto(String(number), memory.part(to, 32));
      return written;
    },
    start_program: (program, argument) => {
      const [file, value] = [memory.text(program), memory.text(argument)];
      const isInstalled = (process.env.PATH ?? "").split(delimiter).some((folder) => fs.existsSync(join(folder, file)));
      if (isInstalled) spawn(file, [value], { detached: true, stdio: "ignore" }).unref();
      return Number(isInstalled);
    },

    read_url: (url) => {
      const parts = readUrl(memory.text(url));
      return parts === undefined ? 0 : keep(parts.join("\n"));
    },
    http_request: (url, token, body, size, mayRepeat, connectTimeout, timeout, maxBody, resultSize, retryAfter) => {
      const answer = ask("request", {
        url: memory.text(url),
        token: memory.text(token),
        // Without a body it is a GET.
        body: size < 0 ? undefined : memory.part(body, size).slice(),
        mayRepeat: mayRepeat !== 0,
        connectTimeout,
        timeout,
        maxBody,
      });
      memory.setU32(resultSize, keep(answer.result ?? ""));
      memory.setF64(retryAfter, answer.retryAfter ?? 0);
      return answer.status;
    },
    studio_listen: (port) => ask("listen", port),
    studio_serve: (json, size) => void ask("serve", memory.textOf(json, size)),
    studio_next: () => {
      const request = ask("next");
      return request === undefined ? -1 : keep(request);
    },
    studio_answer: (status, json, size) => void ask("answer", { status, json: memory.part(json, size).slice() }),
  };
}
