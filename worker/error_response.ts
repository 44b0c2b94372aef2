// The answer to a caller of the API when a call fails. The message of a SquallError never shows a bound value, so it may
// go out as it is; what is no SquallError stays inside.
import { SquallError } from "../dist/index.js";
import { httpStatusOf } from "../dist/errors.js";

export function answerTo(error: unknown): Response {
  if (error instanceof SyntaxError)
    return Response.json(
      { error: { kind: "invalid_argument", message: "invalid_argument: the body is not JSON" } },
      { status: 400 },
    );
  if (!(error instanceof SquallError)) {
    console.error(error);
    return Response.json({ error: { kind: "internal", message: "internal: something went wrong" } }, { status: 500 });
  }
  const { kind, message, table, columns, guard, retryable } = error;
  return Response.json(
    { error: { kind, message, function: error.function, table, columns, guard, retryable } },
    { status: httpStatusOf(error), headers: retryable ? { "retry-after": "1" } : {} },
  );
}
