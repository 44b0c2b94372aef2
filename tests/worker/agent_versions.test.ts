import { expect, it } from "vitest";
import { openHere, row } from "./support/squall.js";

it("an accuracy is a real number in the database, and null clears it", async () => {
  const db = openHere();
  for (const accuracy of [0, 1, 0.1, -0]) {
    await db.agent_versions.set_accuracy({ id: "ver_2", accuracy });
    expect(await row("SELECT accuracy, typeof(accuracy) AS type FROM agent_versions WHERE id = 'ver_2'")).toEqual({
      accuracy: accuracy + 0,
      type: "real",
    });
  }
  await db.agent_versions.set_accuracy({ id: "ver_2", accuracy: null });
  expect((await db.agent_versions.get_by_id({ id: "ver_2" }))?.accuracy).toBe(null);
  await expect(db.agent_versions.set_accuracy({ id: "ver_2", accuracy: NaN })).rejects.toThrow(
    "invalid_argument: accuracy must be a finite number",
  );
});
