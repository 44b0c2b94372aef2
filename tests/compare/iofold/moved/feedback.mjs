import { handler, limitOf, ok, refusal } from "./answers.mjs";

const ratings = ["positive", "negative", "neutral"];
const shown = ({ rating_detail, ...row }) => ({
  id: row.id,
  trace_id: row.trace_id,
  agent_id: row.agent_id,
  rating: row.rating,
  notes: rating_detail,
  created_at: row.created_at,
});

export const submitFeedback = handler(async (db, workspace_id, body) => {
  if (!body.trace_id || !body.rating || !ratings.includes(body.rating)) return refusal(400);
  const { created, feedback } = await db.feedback.upsert({
    workspace_id,
    trace_id: body.trace_id,
    rating: body.rating,
    rating_detail: body.notes || null,
    agent_id: body.agent_id || null,
  });
  return created ? ok(shown(feedback), 201) : ok({ ...shown(feedback), updated: true });
});
export const updateFeedback = handler(async (db, workspace_id, body, id) => {
  const patch = {};
  if (body.rating !== undefined) patch.rating = body.rating;
  if (body.notes !== undefined) patch.rating_detail = body.notes || null;
  return ok(shown(await db.feedback.update({ workspace_id, id, patch })));
});
export const deleteFeedback = handler(async (db, workspace_id, id) =>
  (await db.feedback.delete({ workspace_id, id })) ? ok(null, 204) : refusal(404),
);
export const listFeedback = handler(async (db, workspace_id, query) => {
  const limit = limitOf(query.limit, { fallback: 50, max: 200, clamps: false });
  if (limit === undefined || (query.rating && !ratings.includes(query.rating))) return refusal(400);
  const { trace_id, agent_id, rating, cursor } = query;
  const page = await db.feedback.list({
    workspace_id,
    trace_id,
    agent_id,
    rating,
    cursor,
    limit,
    with_agent_only: true,
  });
  return ok({ feedback: page.items.map(shown), next_cursor: page.next_cursor, has_more: page.next_cursor !== null });
});
