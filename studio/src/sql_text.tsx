// The statement that made an object, folded until it is asked for.
export const SqlText = ({ sql }: { sql: string }) =>
  sql ? (
    <details>
      <summary>SQL</summary>
      <pre class="sql-text">{sql}</pre>
    </details>
  ) : null;
