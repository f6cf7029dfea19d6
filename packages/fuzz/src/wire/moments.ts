/** Writes a point in time in a format of Smithy's. */
export function writeMoment(moment: Date, format: string): string {
  switch (format) {
    case "date-time":
      return moment.toISOString();
    case "http-date":
      return moment.toUTCString();
    default:
      return String(moment.getTime() / 1000);
  }
}

/** Reads a point in time that a stub wrote. */
export function readMoment(text: string, format: string): Date {
  switch (format) {
    case "date-time":
      return new Date(text);
    case "http-date": {
      // JavaScript's own parser takes the year 0099 for 1999.
      const [, day, month = "", year, time] = /^\w+, (\d+) (\w+) (\d+) (.+) GMT$/.exec(text) ?? [];
      const number = String(months.indexOf(month) + 1).padStart(2, "0");
      return new Date(`${year}-${number}-${day}T${time}Z`);
    }
    default:
      return new Date(Math.round(Number(text) * 1000));
  }
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
