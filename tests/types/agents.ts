import type {
  ActivePrompt,
  Agent,
  AgentMetrics,
  AgentSummary,
  AgentVersion,
  AgentWithActiveVersion,
  Client,
} from "../../dist/index.js";
import { same } from "./equal.js";

const workspace_id = "ws";
const key = { workspace_id, id: "agent" };

export async function agents({ agents }: Client) {
  const there: boolean = (await agents.exists(key)) && (await agents.exists({ id: "agent" }));
  const one = await agents.get(key);
  same<typeof one, Agent | null>();
  const status = one!.status;
  if (status === "archived") return there;
  const whole = await agents.get_with_active_version(key);
  same<typeof whole, AgentWithActiveVersion | null>();
  same<NonNullable<typeof whole>["variables"], string[] | null>();
  same<NonNullable<typeof whole>["version_number"], number | null>();
  const prompt = await agents.get_active_prompt(key);
  same<typeof prompt, ActivePrompt | null>();
  const list = await agents.list({ workspace_id, limit: 5 });
  same<typeof list, AgentSummary[]>();
  const count: number = await agents.count_by_status({ workspace_id, status: "archived" });
  const metrics = await agents.get_metrics({ id: "agent" });
  same<typeof metrics, AgentMetrics>();
  const made = await agents.create({ workspace_id, name: "n", description: null });
  same<typeof made, Agent>();
  const found = await agents.create_discovered_agent({
    workspace_id,
    name: "n",
    prompt_template: "p",
    trace_ids: ["t"],
    variables: ["v"],
  });
  same<typeof found, { agent: Agent; version: AgentVersion; assigned_count: number }>();
  await agents.confirm({ ...key, name: "n" });
  await agents.update({ ...key, patch: { name: "n" } });
  await agents.update({ ...key, patch: { description: null } });
  // @ts-expect-error the column may not be null
  await agents.update({ ...key, patch: { name: null } });
  const nothing = await agents.archive(key);
  same<typeof nothing, void>();
  await agents.set_active_eval({ id: "agent", active_eval_id: null });
  const gone: boolean = await agents.delete(key);

  // @ts-expect-error the workspace is required
  await agents.get({ id: "agent" });
  // @ts-expect-error a workspace may be left out here, but not be undefined: that would mean any
  await agents.exists({ workspace_id: undefined, id: "agent" });
  // @ts-expect-error nor null
  await agents.exists({ workspace_id: null, id: "agent" });
  // @ts-expect-error a required workspace is not undefined
  await agents.list({ workspace_id: undefined });
  // @ts-expect-error a status is one of three
  await agents.count_by_status({ workspace_id, status: "retired" });
  // @ts-expect-error an agent is made confirmed
  await agents.create({ workspace_id, name: "n", status: "archived" });
  // @ts-expect-error a name is required
  await agents.create({ workspace_id });
  // @ts-expect-error trace ids are a list
  await agents.create_discovered_agent({ workspace_id, name: "n", prompt_template: "p", trace_ids: "t" });
  // @ts-expect-error of texts
  await agents.create_discovered_agent({ workspace_id, name: "n", prompt_template: "p", trace_ids: [1] });
  // @ts-expect-error a patch is required
  await agents.update(key);
  // @ts-expect-error a patch has no status
  await agents.update({ ...key, patch: { status: "archived" } });
  // @ts-expect-error an eval, or null, is required
  await agents.set_active_eval(key);
  // @ts-expect-error nor undefined
  await agents.set_active_eval({ ...key, active_eval_id: undefined });
  // @ts-expect-error the list has no active_eval_id
  list[0]!.active_eval_id;
  // @ts-expect-error metrics are there always
  metrics!.trace_count satisfies string;
  return gone && count > 0;
}

export async function agent_versions({ agent_versions: versions }: Client) {
  const of = { workspace_id, agent_id: "agent" };
  const numbered = { ...of, version: 1 };
  const all = await versions.list(of);
  same<typeof all, AgentVersion[]>();
  const one = await versions.get(numbered);
  same<typeof one, AgentVersion | null>();
  await versions.get_by_id({ id: "ver" });
  await versions.get_active_version({ agent_id: "agent" });
  const made = await versions.create({
    ...of,
    prompt_template: "p",
    variables: null,
    source: "ai_improved",
    parent_version_id: null,
  });
  same<typeof made, AgentVersion>();
  same<typeof made.accuracy, number | null>();
  await versions.promote(numbered);
  await versions.reject(numbered);
  await versions.set_accuracy({ id: "ver", accuracy: null });
  await versions.delete(numbered);

  // @ts-expect-error a version is a number
  await versions.get({ ...of, version: "1" });
  // @ts-expect-error nor a bigint
  await versions.promote({ ...of, version: 1n });
  // @ts-expect-error a source is one of three
  await versions.create({ ...of, prompt_template: "p", source: "guessed" });
  // @ts-expect-error the number is the database's
  await versions.create({ ...of, prompt_template: "p", version: 7 });
  // @ts-expect-error an accuracy is required, null clears it
  await versions.set_accuracy({ id: "ver" });
  // @ts-expect-error the agent is required
  await versions.list({ workspace_id });
  // @ts-expect-error by number, not by id
  await versions.delete({ id: "ver" });
  // @ts-expect-error by id
  await versions.get_by_id({ agent_id: "agent" });
  // @ts-expect-error of an agent
  await versions.get_active_version({ id: "ver" });
  // @ts-expect-error not by id
  await versions.reject({ workspace_id, id: "ver" });
}
