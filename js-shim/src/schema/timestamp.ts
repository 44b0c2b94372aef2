// Timestamps as the module reads them (src/core/text.cpp).

const form = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(?:Z|([+-])(\d\d):?(\d\d))?)?$/;
const first = -62167219200000; // the year 0000
const last = 253402300799999; // the end of 9999

/** Milliseconds since 1970, or undefined of a text that is no ISO-8601 time. */
export function parseTimestamp(text: string): number | undefined {
  const found = form.exec(text);
  if (found === null) return undefined;
  const number = (i: number) => Number(found[i] ?? 0);
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map(number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const zoneHour = number(9);
  const zoneMinute = number(10);
  if (hour > 23 || minute > 59 || second > 59 || zoneHour > 23 || zoneMinute > 59) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day); // Date.UTC would take the year 99 for 1999
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  const fraction = Number((found[7] ?? "").slice(0, 3).padEnd(3, "0"));
  const zone = (found[8] === "-" ? -1 : 1) * (zoneHour * 60 + zoneMinute);
  const milliseconds = date.getTime() + ((hour * 60 + minute - zone) * 60 + second) * 1000 + fraction;
  return found[4] !== undefined && (milliseconds < first || milliseconds > last) ? undefined : milliseconds;
}
