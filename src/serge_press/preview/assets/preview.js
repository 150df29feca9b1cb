// Panes, clicks, and the news that the press sends.
"use strict";

// ---- panes

const panes = () => new Set(document.body.dataset.show.split(" ").filter(Boolean));

function showPane(name, on = true) {
  const shown = panes();
  stay();
  if (on) shown.add(name);
  else if (shown.size > 1) shown.delete(name);
  document.body.dataset.show = [...shown].join(" ");
  for (const button of document.querySelectorAll("[data-pane]"))
    button.setAttribute("aria-pressed", String(shown.has(button.dataset.pane)));
}

for (const button of document.querySelectorAll("[data-pane]"))
  button.addEventListener("click", () => showPane(button.dataset.pane, button.getAttribute("aria-pressed") !== "true"));
document.body.dataset.show = "";
showPane("reading");
showPane("pages");

function openPage(item) {
  const mark = marks.find((each) => each.getAttribute("aria-label") === item.dataset.label);
  if (!mark) return;
  following = performance.now() + 1500;
  here(item);
  mark.scrollIntoView({ block: "center", behavior: "instant" });
  flash(mark.closest("p, h1, h2, h3, h4, h5, h6, li, td, th, dt") || mark.nextElementSibling);
}

sheets.addEventListener("click", (event) => {
  const item = event.target.closest("li");
  if (item) openPage(item);
});
sheets.addEventListener("keydown", (event) => {
  if (!event.target.matches("li") || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "Enter" || event.key === " ") openPage(event.target);
  else if (event.key in STEPS) step(event.target, event.key);
  else return;
  event.preventDefault();
});

// ---- news

function hear(news) {
  press = { ...press, ...news };
  document.title = news.title ? `${news.title} – preview` : "Preview";
  document.getElementById("title").textContent = [news.title, news.subtitle].filter(Boolean).join(": ") || "Preview";
  if (news.findings) findings = news.findings;
  if (news.reading) read(news.reading);
  if (news.pages.list) layPages(news.pages);
  if (news.findings) tellFindings();
  tellState();
  follow();
}

// ---- beginning

function listen() {
  if (source || document.hidden || !seen) return;
  source = new EventSource(`/events?seen=${encodeURIComponent(seen)}`);
  source.addEventListener("news", (event) => {
    const news = JSON.parse(event.data);
    seen = event.lastEventId;
    hear(news);
    document.body.dataset.seen = seen;
  });
  source.addEventListener("reload", () => location.reload());
  source.addEventListener("error", () => {
    document.body.dataset.state = "away";
    say(said, "serge-press has ended, or is away; this page waits for it");
    say(took, "");
  });
}

// A browser keeps few connections to one server; a hidden page gives its own back and asks for what it missed later.
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) listen();
  else if (source) {
    source.close();
    source = null;
  }
});

function begin() {
  const doc = book();
  if (!doc?.documentElement.dataset.seen) return;
  seen = doc.documentElement.dataset.seen;
  gatherMarks();
  let waits = false;
  frame.contentWindow.addEventListener("scroll", () => {
    if (waits) return;
    waits = true;
    requestAnimationFrame(() => {
      waits = false;
      kept = place();
      follow();
    });
  });
  frame.contentWindow.addEventListener("resize", () => {
    restore(kept);
    turnTo(sheets.querySelector(".here"), false);
  });
  doc.addEventListener("click", (event) => {
    const mark = event.target.closest?.('[role="doc-pagebreak"]');
    if (mark) turnTo(sheetOf(mark.getAttribute("aria-label")));
    const link = event.target.closest?.("a[href]");
    if (!link || link.getAttribute("href").startsWith("#")) return;
    event.preventDefault(); // the text does not leave its place; other sites open beside it, and learn nothing of this one
    window.open(link.href, "_blank", "noopener,noreferrer");
  });
  if (source) source.close();
  source = null;
  listen();
}

frame.addEventListener("load", begin);
if (book()?.readyState === "complete") begin();
