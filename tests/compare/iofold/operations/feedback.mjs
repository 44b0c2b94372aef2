// Calls of feedback.
import * as feedback from "../moved/feedback.mjs";
import { withBody, withQuery, withIds, call, differs, calls, workspaces } from "./calls.mjs";

export const feedbackOperations = [
  {
    name: "feedback.submitFeedback",
    ...withBody("feedback", "submitFeedback", feedback.submitFeedback),
    writes: true,
    calls: [
      ...calls(
        ["ws_1"],
        ["trace_12", "trace_00", "trace_03"].flatMap((trace_id) =>
          ["positive", "negative", "neutral"].map((rating) => ({ trace_id, rating, agent_id: "agent_1" })),
        ),
      ),
      ...calls(
        ["ws_1"],
        [
          { trace_id: "trace_13", rating: "neutral" },
          { trace_id: "trace_01", rating: "positive", notes: "better" },
          { trace_id: "trace_01", rating: "positive", notes: "" },
          { trace_id: "trace_x", rating: "positive" },
          { trace_id: "trace_00", rating: "positive", agent_id: "agent_x" },
          { trace_id: "trace_00", rating: "positive", agent_id: "agent_4" },
          { trace_id: "trace_00" },
          { rating: "positive" },
          { trace_id: "trace_00", rating: "good" },
          {},
        ],
      ),
      call("ws_2", { trace_id: "trace_18", rating: "positive" }),
      call("ws_2", { trace_id: "trace_00", rating: "positive" }),
      call(null, { trace_id: "trace_00", rating: "positive" }),
    ],
  },
  {
    name: "feedback.updateFeedback",
    ...withBody("feedback", "updateFeedback", feedback.updateFeedback),
    writes: true,
    calls: [
      ...calls(
        ["ws_1"],
        [{ rating: "negative" }, { notes: "n" }, { notes: "" }, { rating: "neutral", notes: "n" }, {}],
        ["fb_00", "fb_01"],
      ),
      call("ws_1", { rating: "good" }, "fb_00"),
      call("ws_1", { rating: "positive" }, "fb_x"),
      call("ws_2", { rating: "positive" }, "fb_00"),
      call("ws_2", { rating: "negative" }, "fb_20"),
      differs("feedback-without-agent", "ws_1", { rating: "positive" }, "fb_03"),
      differs("null-rating", "ws_1", { rating: null }, "fb_00"),
      call(null, { rating: "positive" }, "fb_00"),
    ],
  },
  {
    name: "feedback.deleteFeedback",
    ...withIds("feedback", "deleteFeedback", feedback.deleteFeedback),
    writes: true,
    calls: [
      call("ws_1", "fb_00"),
      call("ws_1", "fb_x"),
      call("ws_2", "fb_00"),
      call("ws_2", "fb_20"),
      call(null, "fb_00"),
      differs("feedback-without-agent", "ws_1", "fb_03"),
    ],
  },
  {
    name: "feedback.listFeedback",
    ...withQuery("feedback", "listFeedback", feedback.listFeedback),
    walks: true,
    calls: [
      ...calls(workspaces, [
        {},
        { limit: "2" },
        { limit: "500" },
        { rating: "positive" },
        { agent_id: "agent_1", limit: "3" },
        { trace_id: "trace_01" },
      ]),
      ...calls(["ws_1"], [{ limit: "0" }, { limit: "many" }, { rating: "good" }]),
      call(null, {}),
    ],
  },
];
