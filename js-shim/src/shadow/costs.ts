// What each function costs D1, reported to Workers Analytics Engine or to a log: listeners for onQuery of open() and for the
// costs of adopt().

/** The event of onQuery of open(), and the mode of the call. */
export interface Cost {
  name: string;
  duration: number;
  rows_read: number;
  rows_written: number;
  round_trips: number;
  way?: "legacy" | "squall";
}

/** An AnalyticsEngineDataset, as far as it is used here. */
export interface Dataset {
  writeDataPoint(point: { indexes: string[]; blobs: string[]; doubles: number[] }): void;
}

/** index1 and blob1 the function, blob2 the way; double1 milliseconds, double2 rows read, double3 rows written, double4 round trips. */
export function toAnalytics(dataset: Dataset): (cost: Cost) => void {
  return ({ name, duration, rows_read, rows_written, round_trips, way = "squall" }) => {
    // An index has room for 96 bytes; the name of a batch may be longer.
    dataset.writeDataPoint({
      indexes: [name.slice(0, 96)],
      blobs: [name, way],
      doubles: [duration, rows_read, rows_written, round_trips],
    });
  };
}

/** A line of JSON each. */
export function toLog(write: (line: string) => void = console.log): (cost: Cost) => void {
  return ({ way = "squall", ...cost }) => write(JSON.stringify({ squall: "cost", way, ...cost }));
}
