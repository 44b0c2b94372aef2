// What the moved handlers share: an answer as status and body, and what each kind of error is to this application.

export const ok = (body, status = 200) => ({ status, body });
export const refusal = (status) => ({ status, body: null });

/** A guard that fails is a bad request here, as it was; a missing parent is not found. */
const statuses = {
  invalid_argument: 400,
  guard_failed: 400,
  not_found: 404,
  foreign_key: 404,
  conflict: 409,
  limit: 413,
  unavailable: 503,
};
/**
 * @template R
 * @param {(db: import("squall").Client, ...args: any[]) => Promise<R>} perform
 * @returns {(db: import("squall").Client, ...args: any[]) => Promise<R | { status: number, body: null }>}
 */
export const handler =
  (perform) =>
  async (...args) => {
    try {
      return await perform(...args);
    } catch (error) {
      if (!isSquallError(error)) throw error;
      return refusal(statuses[error.kind] ?? 500);
    }
  };
export const isSquallError = (error) => typeof error?.kind === "string" && error instanceof Error;

/** A list's limit as the application reads it from a query: clamped, or refused. */
export function limitOf(text, { fallback, max, clamps = true }) {
  if (text === null || text === undefined || text === "") return fallback;
  const limit = parseInt(text, 10);
  if (Number.isNaN(limit)) return clamps ? fallback : undefined;
  if (limit < 1) return clamps ? 1 : undefined;
  return Math.min(limit, max);
}
/** SHA-256 of a task's text, by which duplicates are found. */
export async function contentHash(text) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
/** The text of the first message of a user. */
export function userMessage(steps) {
  for (const step of steps)
    for (const message of step.messages_added ?? [])
      if (message.role === "user" && message.content) return message.content;
  return null;
}
/** Beginnings of a trace's input and output. */
export function previews(steps) {
  if (!Array.isArray(steps) || steps.length === 0) return { input_preview: "", output_preview: "" };
  const preview = (value, messages, at) =>
    value ? JSON.stringify(value).substring(0, 200) : (messages?.at(at)?.content?.substring(0, 200) ?? "");
  const [first, last] = [steps[0], steps.at(-1)];
  return {
    input_preview: preview(first.input, first.messages_added, 0),
    output_preview: preview(last.output, last.messages_added, -1),
  };
}
