// squall/budgets: reports calls that read more rows than their functions declare. What is measured comes from a listener of the client:
// the client itself knows no budgets, and a call without a listener takes the fast path.
import declared from "squall/declared-budgets";

/** What onQuery of open() and onCall of squall/trace are called with. */
export interface MeasuredCall {
  name: string;
  rows_read: number;
}
export interface BudgetViolation {
  /** domain.function; of a batch, its functions joined by a plus. */
  name: string;
  rows_read: number;
  budget: number;
}

/** The rows that a call may read, by function: those that declare a budget. */
export const budgets: Readonly<Record<string, number>> = declared;

/** The violation of a call; undefined where it is within its budget, or has none. A batch has a budget if each of its functions has. */
export function overBudget({ name, rows_read }: MeasuredCall): BudgetViolation | undefined {
  let budget = 0;
  for (const one of name.split("+")) {
    if (!Object.hasOwn(declared, one)) return undefined;
    budget += declared[one]!;
  }
  return rows_read > budget ? { name, rows_read, budget } : undefined;
}

/** A listener, for onQuery or onCall, that reports violations, and passes each event on. */
export function withBudgets<Event extends MeasuredCall>(
  onViolation: (violation: BudgetViolation, event: Event) => void,
  listener?: (event: Event) => void,
): (event: Event) => void {
  return (event) => {
    try {
      const violation = overBudget(event);
      if (violation) onViolation(violation, event);
    } finally {
      listener?.(event);
    }
  };
}
