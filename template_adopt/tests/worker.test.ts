import { exports } from "cloudflare:workers";
import { expect, it } from "vitest";

it("the Worker refuses a caller without the token", async () => {
  const response = await exports.default.fetch("http://worker/", { method: "POST", body: "{}" });
  expect(response.status).toBe(401);
});
