// Cases whose answer is another one in a fleet, by what they are about. docs/FLEET.md says why.
export const differs = {
  "a tenant that the directory does not have is not found, before a row of it is looked for": [
    "jobs.get#17",
    "feedback.list#16",
    "traces.list_unassigned#4",
    "rollout_batches.list#7",
    "integrations.ensure_playground/unknown workspace",
    "functions.create/unknown workspace_id",
    "workspace_members.create/unknown workspace_id",
    "eval_sets.create/unknown workspace_id",
    "jobs.create/unknown workspace_id",
    "tasksets.create/unknown workspace_id",
    "rollout_batches.create/unknown workspace_id",
    "integrations.create/unknown workspace_id",
    "workspaces.delete/no match 1",
  ],
  "fleet.create() makes a tenant, and the id of a workspace is the tenant's": [
    "workspaces.create/least",
    "workspaces.create/unknown user_id",
  ],
  "a foreign key of a shard does not reach the home database": [
    "tools.delete/plain",
    "users.delete/a workspace is blocked",
  ],
  "a row cannot refer to rows of two tenants": ["race/one role set three times"],
  "it takes rows of several tenants, and cannot run on every shard": [
    "jobs.claim_next/limit 1",
    "race/three workers, two jobs",
  ],
};
