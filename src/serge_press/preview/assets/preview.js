// Shows what the press sends: patches the text where it changed, swaps pages when new ones are painted, lists findings.
"use strict";

const WIDTHS = [600, 900, 1200, 1800]; // in which the server paints pages
const frame = document.querySelector("iframe");
const pane = document.getElementById("pages");
const sheets = document.getElementById("sheets");
const list = document.getElementById("list");
const banner = document.getElementById("banner");
const status = document.getElementById("status");

let seen = ""; // "run.revision" of what is shown
let source = null;
let marks = []; // page marks of the text, in order
let shownChange = 0; // the revision of the change to which the pages were last scrolled
let kept = null; // what the reader looked at last
let following = 0; // until this time the pages do not follow the text
let findings = { errors: 0, warnings: 0, notes: 0, list: [] };
let found = false; // whether there were findings at the last telling
let press = { state: "empty", seconds: 0, pages: { state: "none" } };

const book = () => frame.contentDocument;

function make(name, className, text) {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

// ---- the text

// Makes `old` equal to `fresh`, touching nothing that is equal already, so that the place and selections stay.
function patch(old, fresh) {
  if (old.isEqualNode(fresh)) return;
  if (old.nodeType !== Node.ELEMENT_NODE || old.nodeName !== fresh.nodeName) {
    old.replaceWith(fresh);
    return;
  }
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  const was = [...old.childNodes];
  const now = [...fresh.childNodes];
  while (was.length && now.length && was[0].isEqualNode(now[0])) was.shift(), now.shift();
  while (was.length && now.length && was.at(-1).isEqualNode(now.at(-1))) was.pop(), now.pop();
  if (was.length === now.length) {
    was.forEach((node, index) => patch(node, now[index]));
    return;
  }
  const after = was.length ? was.at(-1).nextSibling : now.length ? childAfter(old, fresh, now.at(-1)) : null;
  was.forEach((node) => node.remove());
  now.forEach((node) => old.insertBefore(node, after));
}

// The child of `old` before which something new belongs: as many from the end as follow it in `fresh`.
function childAfter(old, fresh, last) {
  let count = 0;
  for (let node = last.nextSibling; node; node = node.nextSibling) count += 1;
  return count ? old.childNodes[old.childNodes.length - count] : null;
}

function read(reading) {
  const doc = book();
  const body = doc.body;
  const looked = place();
  const held = new Map([...body.querySelectorAll(":scope > .division")].map((node) => [node.dataset.division, node]));
  for (const [anchor, node] of held) if (!reading.order.includes(anchor)) node.remove();
  let before = null;
  for (const anchor of reading.order) {
    let node = held.get(anchor);
    if (!node) {
      node = doc.createElement("div");
      node.className = "division";
      node.dataset.division = anchor;
    }
    if (anchor in reading.divisions) {
      const fresh = node.cloneNode(false);
      fresh.innerHTML = reading.divisions[anchor];
      patch(node, fresh);
    }
    const next = before ? before.nextSibling : body.firstChild;
    if (next !== node) body.insertBefore(node, next);
    before = node;
  }
  doc.documentElement.lang = reading.language;
  dress(doc, reading.sheet);
  gatherMarks();
  const first = reading.first && doc.getElementById(reading.first);
  if (!first) {
    restore(looked);
    return;
  }
  bring(first);
  for (const anchor of reading.leaves) flash(doc.getElementById(anchor));
}

function dress(doc, sheet) {
  const address = `/house.css?${sheet}`;
  let link = doc.getElementById("house");
  if (link && link.getAttribute("href") === address) return;
  const fresh = doc.createElement("link");
  fresh.rel = "stylesheet";
  fresh.id = "house";
  fresh.href = address;
  fresh.onload = () => link && link.remove(); // the old look stays until the new one is there
  doc.head.insertBefore(fresh, doc.head.querySelector('link[href="/assets/reading.css"]'));
}

function flash(element) {
  if (!element) return;
  element.classList.remove("flash");
  void element.offsetWidth; // begins the animation anew
  element.classList.add("flash");
  setTimeout(() => element.classList.remove("flash"), 3600);
}

// What the reader looks at: the first element with a name below the top edge, and how far below.
function place() {
  const win = frame.contentWindow;
  for (let y = 8; y < win.innerHeight; y += 24) {
    const at = book().elementFromPoint(win.innerWidth / 2, y)?.closest("[id]");
    if (at) return { id: at.id, top: at.getBoundingClientRect().top };
  }
  return null;
}

function restore(looked) {
  const element = looked && book().getElementById(looked.id);
  if (element) frame.contentWindow.scrollBy({ top: element.getBoundingClientRect().top - looked.top, behavior: "instant" });
}

// Scrolls the text to an element, unless it is well in sight.
function bring(element) {
  const box = element.getBoundingClientRect();
  const height = frame.contentWindow.innerHeight;
  if (box.top > height * 0.06 && box.bottom < height * 0.9) return;
  const near = Math.abs(box.top - height / 2) < height * 2;
  const tall = box.height > height * 0.6;
  element.scrollIntoView({ block: tall ? "start" : "center", behavior: near ? "smooth" : "instant" });
}

function show(anchor) {
  const element = book().getElementById(anchor);
  if (!element) return;
  showPane("reading");
  bring(element);
  flash(element);
  const before = marks.filter((mark) => follows(mark, element));
  if (before.length) turnTo(sheetOf(before.at(-1).getAttribute("aria-label")));
}

// Whether an element stands after a mark, or holds it at its very beginning.
function follows(mark, element) {
  return element.firstChild === mark || Boolean(mark.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
}

function gatherMarks() {
  marks = [...book().querySelectorAll('[role="doc-pagebreak"]')];
}

// ---- the pages

function sheetOf(label) {
  return [...sheets.children].find((item) => item.dataset.label === label);
}

function addressOf(digest) {
  const wide = (sheets.firstElementChild?.clientWidth || pane.clientWidth || 500) * Math.min(devicePixelRatio || 1, 2);
  const width = WIDTHS.find((each) => each >= wide * 0.95) || WIDTHS.at(-1);
  return `/pages/${digest}-${width}.png`;
}

function layPages(pages) {
  const changed = [];
  const fresh = sheets.children.length === 0;
  pages.list.forEach(([digest, label, width, height], index) => {
    let item = sheets.children[index];
    if (!item) {
      item = make("li");
      item.tabIndex = 0;
      const picture = make("img");
      picture.loading = "lazy";
      picture.decoding = "async";
      item.append(picture, make("span", "label"));
      sheets.append(item);
    }
    const picture = item.firstElementChild;
    picture.width = Math.round(width * 2);
    picture.height = Math.round(height * 2);
    picture.alt = `Page ${label}`;
    item.dataset.label = label;
    item.lastElementChild.textContent = label;
    if (item.dataset.digest === digest) return;
    item.dataset.digest = digest;
    changed.push(item);
    swap(item, digest);
  });
  while (sheets.children.length > pages.list.length) sheets.lastElementChild.remove();
  if (fresh) shownChange = pages.change || 0;
  if (fresh || !changed.length) return;
  if (changed.length <= 24) {
    for (const item of changed) {
      item.classList.remove("changed");
      void item.offsetWidth;
      item.classList.add("changed");
    }
  }
  if (pages.first && pages.change > shownChange) {
    shownChange = pages.change;
    const from = [...sheets.children].findIndex((item) => item.dataset.label === pages.first);
    const near = [...sheets.children].slice(from, from + 3).find((item) => changed.includes(item));
    if (from >= 0) turnTo(near || sheets.children[from]);
  }
}

// A new picture takes the place of the old one when it is there, and not before.
function swap(item, digest) {
  const picture = item.firstElementChild;
  const address = addressOf(digest);
  const box = item.getBoundingClientRect();
  const insight = box.bottom > -innerHeight && box.top < 2 * innerHeight;
  if (!picture.getAttribute("src") || !insight) {
    picture.src = address;
    return;
  }
  const waiting = new Image();
  waiting.src = address;
  const done = () => {
    if (item.dataset.digest === digest) picture.src = address;
  };
  waiting.decode().then(done, done);
}

function turnTo(item, smooth = true) {
  if (!item) return;
  following = performance.now() + 1500;
  here(item);
  const top = item.getBoundingClientRect().top - pane.getBoundingClientRect().top + pane.scrollTop - 36;
  const near = Math.abs(top - pane.scrollTop) < 3 * pane.clientHeight;
  pane.scrollTo({ top, behavior: smooth && near ? "smooth" : "instant" });
}

function here(item) {
  for (const other of sheets.querySelectorAll(".here")) if (other !== item) other.classList.remove("here");
  item.classList.add("here");
}

// The pages follow the text: the page in which the line a third down the window stands.
function follow() {
  if (performance.now() < following || !marks.length) return;
  const line = frame.contentWindow.innerHeight / 3;
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (marks[middle].getBoundingClientRect().top <= line) low = middle + 1;
    else high = middle;
  }
  const item = low && sheetOf(marks[low - 1].getAttribute("aria-label"));
  if (!item || item.classList.contains("here")) return;
  here(item);
  const [outer, inner] = [pane.getBoundingClientRect(), item.getBoundingClientRect()];
  if (inner.top < outer.top || inner.bottom > outer.bottom) {
    const near = Math.abs(inner.top - outer.top) < 3 * pane.clientHeight;
    pane.scrollTo({ top: inner.top - outer.top + pane.scrollTop - 36, behavior: near ? "smooth" : "instant" });
  }
}

// ---- findings and state

function plural(count, word) {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

function tellFindings() {
  list.replaceChildren(
    ...findings.list.map((found) => {
      const item = make("li", found.severity);
      const head = make("div", "head");
      head.append(make("span", "rule", `${found.severity} ${found.rule}`));
      if (found.place) head.append(found.anchor ? leading(found.place, "place", found.anchor) : make("span", "place", found.place));
      item.append(head, make("p", "message", found.message));
      if (found.line) {
        const line = make("pre", "line", found.line[0]);
        line.append(make("mark", "", found.line[1]), found.line[2]);
        item.append(line);
      }
      if (found.mend) item.append(make("p", "mend", found.mend));
      return item;
    }),
  );
  const total = findings.errors + findings.warnings + findings.notes;
  if ((total > 0) !== found) showPane("findings", (found = total > 0)); // room for the pages where nothing is to be said
  if (total > findings.list.length) list.append(make("li", "more", `and ${total - findings.list.length} more`));
  document.getElementById("count").textContent = total || "";
  document.getElementById("clean").hidden = total > 0;
}

function leading(text, className, anchor) {
  const link = make("a", className, text);
  link.href = "#";
  link.dataset.anchor = anchor;
  link.title = "Show in the text";
  link.addEventListener("click", (event) => {
    event.preventDefault();
    show(anchor);
  });
  return link;
}

function tellState() {
  document.body.dataset.state = press.state;
  const said = [];
  if (findings.errors) said.push(plural(findings.errors, "error"));
  if (findings.warnings) said.push(plural(findings.warnings, "warning"));
  if (!said.length && press.state === "good") said.push("Nothing to mend");
  if (press.seconds) said.push(`set in ${press.seconds.toFixed(2)} s`);
  status.textContent = press.state === "fault" ? "The press failed; the terminal says how" : said.join(" · ") || "Reading the book…";
  const error = findings.list.find((found) => found.severity === "error");
  banner.hidden = !error;
  if (error) {
    const kept =
      press.state === "held"
        ? "What you see is the last good state."
        : press.state === "draft"
          ? "The text is shown as far as it goes; pages follow when this is mended."
          : "Nothing can be shown until this is mended.";
    const what = make("p", "what", `${error.message} `);
    const where = error.place || error.rule;
    what.append(error.anchor ? leading(where, "", error.anchor) : make("span", "", where));
    banner.replaceChildren(make("p", "told", `${plural(findings.errors, "error")}. ${kept}`), what);
  }
  const state = document.getElementById("pages-state");
  const count = sheets.children.length;
  const pages = press.pages;
  state.className = pages.state;
  state.textContent = {
    none: "The book has no print edition, so there are no pages.",
    waiting: "Pages are laid out when the errors are mended.",
    working: count ? "Laying out; the pages of before stay until the new ones are ready." : "Laying out the pages…",
    ready: press.state === "held" ? `${plural(count, "page")} of the last good state` : plural(count, "page"),
    failed: "The pages could not be laid out; the findings or the terminal say why.",
  }[pages.state];
}

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

// ---- panes

const panes = () => new Set(document.body.dataset.show.split(" ").filter(Boolean));

function showPane(name, on = true) {
  const shown = panes();
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
  if (event.key === "Enter" && event.target.matches("li")) openPage(event.target);
});

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
    status.textContent = "serge-press has ended, or is away; this page waits for it";
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
