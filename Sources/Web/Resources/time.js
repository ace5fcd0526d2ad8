// Adds the reader's own time zone to moments written in Beijing time, and what is left until them.
const language = document.documentElement.lang;
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const format = new Intl.DateTimeFormat(language, {
  year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", timeZoneName: "short",
});
for (const element of document.querySelectorAll("time[data-zone]")) {
  const moment = new Date(element.dateTime);
  if (Number.isNaN(moment.valueOf()) || zone === element.dataset.zone) continue;
  const own = document.createElement("span");
  own.className = "own-zone";
  own.textContent = ` (${format.format(moment)})`;
  element.after(own);
}
