// Saves a section while it is filled in: only what changed, merged on the server with what others saved meanwhile. What is not
// acknowledged yet is kept on this device. Without this module the buttons of the page do the same.
const form = document.getElementById("draft");
const state = document.getElementById("save-state");
const words = state?.dataset ?? {};
const own = new Set(["revision", "conflict", "conflict-base"]);
const pause = 800;

// What the server is known to have, control by control; conflicts wait for a choice and are not sent.
const known = new Map();
const held = new Map();
let revision = Number(form?.dataset.revision);
let flight = null;
let timer = 0;
let failures = 0;
let isLeaving = false;
let isRefused = false;

const same = (left, right) => JSON.stringify(left) === JSON.stringify(right);
// Nothing and an empty text are the same to a reader; in a list an empty text still says that its row is there.
const plain = (values) => (values.every((value) => value === "") ? [] : values);

function read() {
  const values = new Map();
  for (const element of form.elements) {
    if (!element.name || element.disabled || own.has(element.name) || element.name.startsWith("choose:")) continue;
    if (element.type === "submit" || element.type === "button" || element.tagName === "FIELDSET") continue;
    if (!values.has(element.name)) values.set(element.name, []);
    const isBox = element.type === "checkbox" || element.type === "radio";
    if (!isBox || element.checked) values.get(element.name).push(element.value.replace(/\r\n?/g, "\n"));
  }
  return values;
}

function write(control, values) {
  const found = form.elements.namedItem(control);
  if (!found) return false;
  const elements = found instanceof RadioNodeList ? [...found] : [found];
  for (const element of elements) {
    if (element.type === "checkbox" || element.type === "radio") {
      element.checked = values.includes(element.value) || (element.value === "" && plain(values).length === 0);
    } else {
      element.value = values.at(-1) ?? "";
    }
    element.dispatchEvent(new Event("hefu:set", { bubbles: true }));
  }
  return true;
}

function changed() {
  const changes = new Map();
  for (const [control, values] of read()) {
    if (!held.has(control) && !same(plain(values), plain(known.get(control) ?? []))) changes.set(control, values);
  }
  return changes;
}

// What is not acknowledged, on this device: of this window, or left by one that was closed.

const place = `hefu-draft:${form?.dataset.case}:${location.pathname}:`;
let tab = "";
try {
  tab = sessionStorage.getItem("hefu-tab") ?? Math.random().toString(36).slice(2);
  sessionStorage.setItem("hefu-tab", tab);
} catch { /* storage is switched off: nothing is kept on this device */ }

function keep(changes) {
  try {
    if (changes.size === 0) return localStorage.removeItem(place + tab);
    const base = flight?.base ?? revision;
    localStorage.setItem(place + tab, JSON.stringify({ at: Date.now(), revision: base, controls: [...changes] }));
  } catch { /* full or switched off */ }
}

function left() {
  const found = [];
  try {
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith("hefu-draft:")) continue;
      const kept = JSON.parse(localStorage.getItem(key));
      if (Date.now() - kept.at > 30 * 86_400_000) localStorage.removeItem(key);
      else if (key.startsWith(place) && (key === place + tab || Date.now() - kept.at > 15_000)) found.push([key, kept]);
    }
  } catch { /* unreadable: nothing to offer */ }
  return found;
}

// Saving

function show(kind, text) {
  state.className = "save-state " + kind;
  if (state.textContent !== text) state.textContent = text;
}

function schedule(delay = pause) {
  clearTimeout(timer);
  timer = setTimeout(save, delay);
}

function touched() {
  const changes = changed();
  keep(changes);
  isRefused = false;
  if (changes.size > 0) {
    if (failures === 0) show("unsaved", words.unsaved);
    schedule(failures === 0 ? pause : wait());
  }
}

const wait = () => Math.min(30_000, 1000 * 2 ** Math.min(failures, 5));

async function save() {
  if (flight?.isOut || isLeaving) return;
  // A save whose answer was lost is sent again as it was, so that one's own words never look like somebody else's.
  flight ??= { base: revision, changes: changed() };
  if (flight.changes.size === 0) return (flight = null);
  flight.isOut = true;
  if (failures === 0) show("saving", words.saving);
  const body = new URLSearchParams({ revision: flight.base, partial: "1" });
  for (const [control, values] of flight.changes) {
    if (values.length === 0) body.append("emptied", control);
    for (const value of values) body.append(control, value);
  }
  let response;
  try {
    response = await fetch(form.action, {
      method: "POST", body, headers: { Accept: "application/json" }, signal: AbortSignal.timeout?.(20_000),
    });
  } catch {
    return again();
  }
  if (response.status === 429 || response.status >= 500) return again();
  let answer;
  try { answer = await response.json(); } catch { return again(); }
  const { changes } = flight;
  flight = null;
  failures = 0;
  if (response.ok) return take(answer, changes);
  isRefused = true;
  keep(changed());
  const language = document.documentElement.lang.startsWith("zh") ? "zh" : "en";
  if (response.status === 401) return show("refused", words.signedOut);
  show("refused", `${words.refused}: ${answer.what?.[language] ?? ""} ${answer.remedy?.[language] ?? ""}`);
}

function again() {
  flight.isOut = false;
  failures += 1;
  show("offline", words.offline);
  keep(changed());
  schedule(wait());
}

function take(answer, sent) {
  revision = Number(answer.revision);
  form.elements.namedItem("revision").value = String(revision);
  const conflicts = new Map(answer.conflicts.map((conflict) => [conflict.control, conflict]));
  for (const [control, values] of sent) if (!conflicts.has(control)) known.set(control, values);
  const now = read();
  for (const [control, values] of Object.entries(answer.others)) {
    if (!now.has(control) || sent.has(control)) continue;
    const mine = now.get(control);
    if (same(plain(mine), plain(values))) known.set(control, values);
    else if (same(plain(mine), plain(known.get(control) ?? []))) {
      known.set(control, values);
      write(control, values);
    } else {
      // Typed here since, and changed there meanwhile.
      conflicts.set(control, {
        control, label: control, theirs: values, yoursText: mine.join(", "), theirsText: values.join(", "), by: "", at: "",
      });
    }
  }
  for (const conflict of conflicts.values()) hold(conflict);
  refresh(answer.panel);
  const rest = changed();
  keep(rest);
  if (held.size > 0) show("conflict", words.conflict);
  else if (rest.size > 0) show("unsaved", words.unsaved);
  else show("saved", `${words.saved} ${answer.at}`);
  if (rest.size > 0) schedule();
}

// The guide panel, with what was folded or opened left so.
function refresh(markup) {
  const old = document.getElementById("panel");
  const fresh = new DOMParser().parseFromString(markup, "text/html").getElementById("panel");
  if (!old || !fresh) return;
  for (const group of fresh.querySelectorAll("details[data-group]")) {
    const before = old.querySelector(`details[data-group="${group.dataset.group}"]`);
    if (before) group.open = before.open;
  }
  const focused = old.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  old.replaceWith(document.adoptNode(fresh));
  if (focused) [...fresh.querySelectorAll("a")].find((link) => link.getAttribute("href") === focused)?.focus();
}

// Conflicts: both values side by side until somebody chooses.

function element(tag, name, text) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text !== undefined) made.textContent = text;
  return made;
}

function hold(conflict) {
  held.get(conflict.control)?.box.remove();
  let area = document.getElementById("live-conflicts");
  if (!area) {
    area = element("section", "sheet errors conflicts");
    area.id = "live-conflicts";
    area.setAttribute("role", "alert");
    area.append(element("h2", "", words.conflictTitle));
    form.prepend(area);
  }
  const box = element("fieldset", "conflict");
  box.append(element("legend", "", conflict.label));
  const sides = element("div", "sides");
  for (const [label, text, note, choose] of [
    [words.mine, conflict.yoursText, "", () => settle(conflict, false)],
    [words.theirs, conflict.theirsText, [conflict.by, conflict.at].filter(Boolean).join(" "), () => settle(conflict, true)],
  ]) {
    const side = element("div", "side");
    const button = element("button", "quiet", label);
    button.type = "button";
    button.addEventListener("click", choose);
    if (note) side.append(element("p", "note", note));
    side.append(element("p", "value", text), button);
    sides.append(side);
  }
  box.append(sides);
  area.append(box);
  held.set(conflict.control, { box, conflict });
}

function settle(conflict, isTheirs) {
  held.get(conflict.control)?.box.remove();
  held.delete(conflict.control);
  known.set(conflict.control, conflict.theirs);
  if (isTheirs) write(conflict.control, conflict.theirs);
  if (held.size === 0) document.getElementById("live-conflicts")?.remove();
  document.getElementById("f-" + conflict.control)?.focus();
  const changes = changed();
  keep(changes);
  if (changes.size > 0) return save();
  if (held.size === 0) show("saved", words.saved);
}

// What an earlier window left on this device is offered, never put in by itself.
function offer([key, kept]) {
  const now = read();
  const controls = kept.controls.filter(([control, values]) => now.has(control) && !same(plain(now.get(control)), plain(values)));
  if (controls.length === 0) return localStorage.removeItem(key);
  const bar = element("div", "warning restore");
  bar.setAttribute("role", "status");
  bar.append(element("p", "", words.restored));
  const act = element("p", "act");
  for (const [label, isRestored] of [[words.restore, true], [words.discard, false]]) {
    const button = element("button", "quiet", label);
    button.type = "button";
    button.addEventListener("click", () => {
      bar.remove();
      localStorage.removeItem(key);
      if (!isRestored) return;
      // Judged from where that window stood, so that what others changed since is a conflict and not overwritten.
      revision = Math.min(revision, kept.revision);
      for (const [control, values] of controls) write(control, values);
      touched();
    });
    act.append(button, " ");
  }
  bar.append(act);
  state.after(bar);
}

if (form && state) {
  for (const [control, values] of read()) known.set(control, values);
  show("saved", "");
  for (const kept of left()) offer(kept);
  // A page made again after a conflict shows what is not saved: the server has the other's values.
  const open = [...form.querySelectorAll("input[name=conflict]")].map((input) => input.value);
  for (const control of open) held.set(control, { box: element("div"), conflict: { control } });
  form.addEventListener("input", touched);
  form.addEventListener("change", touched);
  form.addEventListener("submit", () => { isLeaving = true; clearTimeout(timer); });
  addEventListener("pageshow", (event) => { if (event.persisted) isLeaving = false; });
  addEventListener("online", () => { if (flight && !flight.isOut) schedule(0); });
  addEventListener("focus", () => { if (isRefused) touched(); });
  addEventListener("beforeunload", (event) => {
    if (!isLeaving && (flight || changed().size > 0)) event.preventDefault();
  });
}
