"use strict";
// Moments in the reader's own time zone; what is no date stays as it is.

for (const each of document.querySelectorAll("time")) {
  const moment = new Date(each.dateTime);
  if (!isNaN(moment)) each.textContent = moment.toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
}
