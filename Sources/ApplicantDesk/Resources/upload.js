// Sends a document with progress; pauses when the network is lost and goes on when it is back. Without this module the form
// sends it by itself.
const form = document.getElementById("upload");
const words = form?.dataset ?? {};
let failures = 0;

function send(data) {
  const state = document.getElementById("upload-state");
  const bar = document.getElementById("upload-progress");
  const request = new XMLHttpRequest();
  bar.hidden = false;
  request.upload.addEventListener("progress", (event) => {
    if (!event.lengthComputable) return;
    const percent = Math.floor((event.loaded / event.total) * 100);
    bar.value = percent;
    state.textContent = `${words.progress} ${percent}%`;
  });
  const again = () => {
    failures += 1;
    state.textContent = words.paused;
    const wait = Math.min(30_000, 1000 * 2 ** Math.min(failures, 5));
    const retry = setTimeout(resume, wait);
    function resume() {
      clearTimeout(retry);
      removeEventListener("online", resume);
      send(data);
    }
    addEventListener("online", resume);
  };
  request.addEventListener("error", again);
  request.addEventListener("timeout", again);
  request.addEventListener("load", () => {
    if (request.status === 429 || request.status >= 502) return again();
    bar.hidden = true;
    let answer = {};
    try { answer = JSON.parse(request.responseText); } catch { /* an answer that is no JSON has nothing to say */ }
    if (request.status < 300) return location.assign(answer.location ?? words.done);
    const language = document.documentElement.lang.startsWith("zh") ? "zh" : "en";
    state.className = "fault";
    state.textContent = `${answer.what?.[language] ?? request.status} ${answer.remedy?.[language] ?? ""}`;
    form.elements.namedItem("file").focus();
  });
  request.open("POST", form.action);
  request.setRequestHeader("Accept", "application/json");
  request.send(data);
}

form?.addEventListener("submit", (event) => {
  if (form.elements.namedItem("file").files.length === 0) return;
  event.preventDefault();
  failures = 0;
  document.getElementById("upload-state").className = "";
  send(new FormData(form));
});
