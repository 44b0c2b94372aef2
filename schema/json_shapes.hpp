#pragma once
// What the documents in the JSON columns look like. A row carries their text; the shape is what the client's types say.
#include <string_view>

#include "squall/sql/types.hpp"

namespace iofold::schema {

struct Object {};
struct Array {};
struct StringList {};
struct StringMap {};
struct NumberMap {};
struct JsonSchema {};

struct IntegrationConfig {};
struct ExecutionSteps {};
struct TestResults {};
struct MonitoringThresholds {};
struct ConfusionMatrix {};
struct TraceResults {};
struct JobMetadata {};
struct RunConfig {};
struct RolloutConfig {};
struct ChatMessages {};
struct FileMap {};

}  // namespace iofold::schema

template <>
inline constexpr std::string_view squall::typescript_of_shape<iofold::schema::Object> = "Record<string, unknown>";
template <>
inline constexpr std::string_view squall::typescript_of_shape<iofold::schema::Array> = "unknown[]";
template <>
inline constexpr std::string_view squall::typescript_of_shape<iofold::schema::StringList> = "string[]";
template <>
inline constexpr std::string_view squall::typescript_of_shape<iofold::schema::StringMap> = "Record<string, string>";
template <>
inline constexpr std::string_view squall::typescript_of_shape<iofold::schema::NumberMap> = "Record<string, number>";
template <>
inline constexpr std::string_view squall::typescript_of_shape<iofold::schema::JsonSchema> = "Record<string, unknown>";

template <>
inline constexpr std::string_view squall::typescript_of_shape<iofold::schema::IntegrationConfig> = "{ base_url?: string }";
/// One step of a LangGraph execution each.
template <>
inline constexpr std::string_view squall::typescript_of_shape<iofold::schema::ExecutionSteps> =
    "{ step_id: string; trace_id: string; timestamp: string; "
    "messages_added: { role: \"user\" | \"assistant\" | \"system\"; content: string; [key: string]: unknown }[]; "
    "tool_calls: { tool_name: string; arguments: Record<string, unknown>; result?: unknown; error?: string; [key: string]: unknown }[]; "
    "input: unknown; output: unknown; metadata: Record<string, unknown>; error?: string }[]";
template <>
inline constexpr std::string_view squall::typescript_of_shape<iofold::schema::TestResults> =
    "{ correct: number; incorrect: number; errors: number; total: number; accuracy: number; meanAbsoluteError: number; "
    "details: { traceId: string; expectedScore: number; predictedScore: number; feedback: string; match: boolean; "
    "error?: string; executionTimeMs: number }[] }";
template <>
inline constexpr std::string_view squall::typescript_of_shape<iofold::schema::MonitoringThresholds> =
    "{ min_accuracy: number; max_contradiction_rate: number; max_error_rate: number; min_executions_for_alert: number }";
template <>
inline constexpr std::string_view squall::typescript_of_shape<iofold::schema::ConfusionMatrix> =
    "{ true_positive: number; true_negative: number; false_positive: number; false_negative: number }";
template <>
inline constexpr std::string_view squall::typescript_of_shape<iofold::schema::TraceResults> =
    "{ trace_id: string; eval_score: number; human_score: number; feedback: string; error?: string }[]";
/// The job's payload: keys in camelCase are a job manager's, keys in snake_case those of the queue's messages, by the job's type;
/// the last four come with the dead letter queue.
template <>
inline constexpr std::string_view squall::typescript_of_shape<iofold::schema::JobMetadata> =
    "{ workspaceId?: string; evalId?: string; traceIds?: string[]; agentId?: string; agentVersionId?: string; triggerEvent?: string; "
    "triggerThreshold?: string; maxRetries?: number; priority?: number; type?: string; name?: string; description?: string; "
    "model?: string; custom_instructions?: string; integration_id?: string; filters?: Record<string, unknown>; agent_id?: string; "
    "agent_version_id?: string; eval_id?: string; parent_eval_id?: string; trace_ids?: string[]; eval_ids?: string[]; "
    "window_days?: number; alert_id?: string; trigger_metrics?: Record<string, unknown>; include_contradictions?: boolean; "
    "similarity_threshold?: number; min_cluster_size?: number; max_traces?: number; max_contradictions?: number; batch_id?: string; "
    "task_id?: string; run_id?: string; taskset_id?: string; moved_to_dlq?: number; final_attempt?: number; requires_user_action?: number; "
    "suggested_action?: string; [key: string]: unknown }";
template <>
inline constexpr std::string_view squall::typescript_of_shape<iofold::schema::RunConfig> =
    "{ parallelism?: number; timeout_per_task_ms?: number }";
template <>
inline constexpr std::string_view squall::typescript_of_shape<iofold::schema::RolloutConfig> =
    "{ parallelism?: number; timeout_per_task_ms?: number; model_id?: string }";
template <>
inline constexpr std::string_view squall::typescript_of_shape<iofold::schema::ChatMessages> =
    "{ id: string; role: string; content: string; timestamp: string; traceId?: string; "
    "toolCalls?: { id: string; name: string; args: string; result?: unknown }[] }[]";
/// By path.
template <>
inline constexpr std::string_view squall::typescript_of_shape<iofold::schema::FileMap> =
    "Record<string, { content: string[]; created_at: string; modified_at: string }>";
