// The example Worker of worker/, asked over HTTP.
import { exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";

async function ask(method: string, path: string, body?: unknown) {
  const response = await exports.default.fetch(`http://squall${path}`, {
    method,
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    body: (text === "" ? undefined : JSON.parse(text)) as any,
    queries: JSON.parse(`[${response.headers.get("x-query") ?? ""}]`) as object[],
  };
}

describe("the example Worker", () => {
  const requests: [method: string, path: string, body: unknown, status: number, part: unknown][] = [
    ["GET", "/users?limit=1", undefined, 200, { items: [{ id: "user_ann" }], next_cursor: expect.any(String) }],
    ["GET", "/users/user_ann", undefined, 200, { email: "ann@example.com" }],
    ["POST", "/users", { email: "new@example.com" }, 201, { email: "new@example.com" }],
    ["GET", "/users/user_ann/workspaces", undefined, 200, [{ id: "ws_ours" }]],
    ["POST", "/users/user_ann/workspaces", { name: "New" }, 201, { name: "New", user_id: "user_ann" }],
    [
      "GET",
      "/workspaces/ws_ours",
      undefined,
      200,
      { id: "ws_ours", agents: [{ id: "agent_live" }, {}, {}], queued: 3, recent_jobs: expect.any(Array) },
    ],
    ["GET", "/workspaces/ws_ours/agents?limit=1", undefined, 200, [{ id: "agent_live" }]],
    ["POST", "/workspaces/ws_ours/agents", { name: "New" }, 201, { name: "New", workspace_id: "ws_ours" }],
    [
      "POST",
      "/workspaces/ws_ours/agents",
      { name: "New", workspace_id: "ws_theirs" },
      201,
      { workspace_id: "ws_ours" },
    ],
    ["GET", "/workspaces/ws_ours/agents/agent_live", undefined, 200, { version_id: "ver_2" }],
    ["PATCH", "/workspaces/ws_ours/agents/agent_live", { description: "d" }, 200, { description: "d" }],
    ["DELETE", "/workspaces/ws_ours/agents/agent_live", undefined, 204, undefined],
    ["GET", "/workspaces/ws_ours/agents/agent_live/versions", undefined, 200, [{ version: 4 }, {}, {}, {}]],
    ["POST", "/workspaces/ws_ours/agents/agent_live/versions", { prompt_template: "p" }, 201, { version: 5 }],
    ["POST", "/workspaces/ws_ours/agents/agent_live/versions/3/promote", undefined, 201, { status: "active" }],
    [
      "POST",
      "/workspaces/ws_ours/agents/agent_live/trials",
      { prompt_template: "p" },
      201,
      { version: { version: 5 }, job: { type: "prompt_evaluation" } },
    ],
    ["GET", "/workspaces/ws_ours/jobs?status=failed&limit=5", undefined, 200, [{ id: "job_failed" }]],
    ["POST", "/workspaces/ws_ours/jobs", { type: "import" }, 201, { status: "queued" }],
    ["POST", "/workspaces/ws_ours/jobs/claim", { limit: 1 }, 201, [{ id: "job_queued" }]],
    ["GET", "/workspaces/ws_ours/jobs/job_queued", undefined, 200, { id: "job_queued" }],
    ["POST", "/workspaces/ws_ours/jobs/job_queued/cancel", undefined, 201, { status: "cancelled" }],
    ["POST", "/jobs/job_running/complete", { n: 1 }, 201, { result: { n: 1 } }],
    ["POST", "/jobs/job_running/fail", { error: "e" }, 201, { error: "e" }],
  ];
  it.each(requests)("%s %s", async (method, path, body, status, part) => {
    const answer = await ask(method, path, body);
    expect(answer.status).toBe(status);
    if (part === undefined) expect(answer.body).toBeUndefined();
    else expect(answer.body).toMatchObject(part as object);
    expect(answer.queries).toEqual([expect.objectContaining({ round_trips: 1 })]);
  });

  const refusals: [method: string, path: string, body: unknown, status: number, error: object][] = [
    ["GET", "/nowhere", undefined, 404, { kind: "not_found" }],
    ["GET", "/users/nobody", undefined, 404, { kind: "not_found" }],
    ["GET", "/workspaces/ws_theirs/agents/agent_live", undefined, 404, { kind: "not_found" }],
    ["POST", "/workspaces/ws_ours/agents", "{broken", 400, { kind: "invalid_argument" }],
    [
      "POST",
      "/workspaces/ws_ours/agents",
      { nom: "x" },
      400,
      {
        kind: "invalid_argument",
        function: "agents.create",
        message: "invalid_argument: nom is not an argument of this function",
      },
    ],
    ["GET", "/users?limit=many", undefined, 400, { kind: "invalid_argument", function: "users.list" }],
    [
      "POST",
      "/workspaces/ws_ours/agents",
      { name: "Live" },
      409,
      { kind: "conflict", function: "agents.create", guard: "name" },
    ],
    ["POST", "/users", { email: "ann@example.com" }, 409, { kind: "conflict", table: "users", columns: ["email"] }],
    [
      "POST",
      "/workspaces/ws_ours/agents/agent_live/versions/2/promote",
      undefined,
      412,
      { kind: "guard_failed", function: "agent_versions.promote" },
    ],
    [
      "POST",
      "/workspaces/ws_ours/agents/agent_theirs/versions/1/promote",
      undefined,
      404,
      { kind: "not_found", guard: "agent" },
    ],
    ["POST", "/users/nobody/workspaces", { name: "n" }, 422, { kind: "foreign_key", function: "workspaces.create" }],
  ];
  it.each(refusals)("%s %s with %j is refused with %d", async (method, path, body, status, error) => {
    const answer = await ask(method, path, body);
    expect(answer).toMatchObject({ status, body: { error } });
  });
});
