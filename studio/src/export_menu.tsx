// A result as a file: every row with its whole values, as the command writes it.
import { useState } from "preact/hooks";
import { api, type ExportFormat, type ExportSource } from "./api";
import { plural } from "./cells";
import { download } from "./download";
import { Menu } from "./menu";
import { asRefusal, useStudio } from "./state";

const formats: Record<ExportFormat, { title: string; type: string; hint: string }> = {
  csv: { title: "CSV", type: "text/csv", hint: 'RFC 4180; NULL is empty, an empty text is "", blobs are hexadecimal' },
  json: { title: "JSON", type: "application/json", hint: "a list of objects; integers with all their digits" },
  sql: { title: "SQL", type: "application/sql", hint: "INSERT statements; every value exact" },
};

export function ExportMenu({
  name,
  source,
  secrets = [],
}: {
  name: string;
  source: (withSecrets: boolean) => ExportSource;
  /** Columns that lists hide. */
  secrets?: string[];
}) {
  const { say } = useStudio();
  const [busy, setBusy] = useState(false);
  const [withSecrets, setSecrets] = useState(false);
  const save = async (format: ExportFormat) => {
    setBusy(true);
    try {
      const { text, rows } = await api.export(format, source(withSecrets));
      download(`${name}.${format}`, formats[format].type, text);
      say({ text: `Exported ${plural(rows, "row")} as ${formats[format].title}`, bad: false });
    } catch (error) {
      say({ text: `Not exported: ${asRefusal(error).message}`, bad: true });
    }
    setBusy(false);
  };
  return (
    <Menu title="Export">
      {(Object.keys(formats) as ExportFormat[]).map((format) => (
        <button type="button" key={format} disabled={busy} onClick={() => save(format)}>
          {formats[format].title} <small>{formats[format].hint}</small>
        </button>
      ))}
      {secrets.length > 0 && (
        <label>
          <input type="checkbox" checked={withSecrets} onChange={(event) => setSecrets(event.currentTarget.checked)} />{" "}
          with {secrets.join(", ")}
        </label>
      )}
    </Menu>
  );
}
