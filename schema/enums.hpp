#pragma once
// The values of the enum columns: each identifier is the text in the database.

namespace iofold::schema {

enum class MemberRole { owner, admin, member };

enum class AgentStatus { discovered, confirmed, archived };
enum class VersionSource { discovered, manual, ai_improved };
enum class VersionStatus { candidate, active, rejected, archived };
enum class FunctionType { template_extractor, template_injector, eval };
enum class FunctionStatus { active, archived, failed };
enum class FunctionRole { extractor, injector };
enum class PracticeSource { openai, anthropic, google };
enum class PracticeCategory { structure, clarity, safety, reasoning, general };

enum class Platform { langfuse, langsmith, openai, playground };
enum class IntegrationStatus { active, error, disabled };
enum class AssignmentStatus { unassigned, assigned, orphaned };
enum class Rating { positive, negative, neutral };

enum class EvalStatus { draft, active, archived };
enum class CandidateVariation { correctness, efficiency, safety, completeness, ensemble };
enum class CandidateStatus { candidate, testing, active, archived };

enum class JobType {
    import,
    generate,
    execute,
    monitor,
    auto_refine,
    agent_discovery,
    prompt_improvement,
    prompt_evaluation,
    template_drift,
    eval_revalidation,
    taskset_run,
};
enum class JobStatus { queued, running, completed, failed, cancelled };
enum class ErrorCategory {
    transient_network,
    transient_rate_limit,
    transient_server,
    transient_db_lock,
    permanent_validation,
    permanent_auth,
    permanent_not_found,
    permanent_security,
    unknown,
};

enum class TasksetStatus { active, archived };
enum class TaskSource { trace, manual, imported };
enum class TasksetRunStatus { queued, running, completed, partial, failed, cancelled };
enum class TaskResultStatus { pending, completed, failed, timeout };

enum class GepaRunStatus { pending, running, completed, failed, cancelled };
enum class TaskSplit { train, val, test };
enum class RolloutBatchStatus { queued, running, completed, partial, failed };
enum class RolloutStatus { completed, failed, timeout };

enum class ToolCategory { general, code, filesystem, email };

enum class AlertType { accuracy_drop, contradiction_spike, error_spike, prompt_drift, insufficient_data };
enum class AlertSeverity { info, warning, critical };
enum class AutoAction { none, auto_refine_queued, auto_refine_completed, auto_refine_failed };
enum class RefinementTrigger { manual, threshold, drift, scheduled };
enum class RefinementStatus { pending, running, completed, failed, rejected, deployed };

enum class ModelProvider { anthropic, openai, google };
enum class StepType { llm_call, tool_call, tool_result };

enum class TaskType { code_generation, qa, classification, extraction };
enum class Difficulty { easy, medium, hard };

}  // namespace iofold::schema
