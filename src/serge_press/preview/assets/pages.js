// The pages: swapped when new ones are painted, turned to the place, and following the text.
"use strict";

function sheetOf(label) {
  return [...sheets.children].find((item) => item.dataset.label === label);
}

function width() {
  const wide = (sheets.firstElementChild?.clientWidth || pane.clientWidth || 500) * Math.min(devicePixelRatio || 1, 2);
  return WIDTHS.find((each) => each >= wide * 0.95) || WIDTHS.at(-1);
}

function layPages(pages) {
  const changed = [];
  const fresh = sheets.children.length === 0;
  const wide = width(); // asked once: to ask is to have everything laid out
  const boxes = [...sheets.children].map((item) => item.getBoundingClientRect());
  pages.list.forEach(([digest, label, width, height], index) => {
    let item = sheets.children[index];
    if (!item) {
      item = make("li");
      item.setAttribute("role", "button");
      item.tabIndex = index ? -1 : 0; // one stop for the tab key; the arrows go from page to page
      const picture = make("img");
      picture.loading = "lazy";
      picture.decoding = "async";
      item.append(picture, make("span", "label"));
      sheets.append(item);
    }
    const picture = item.firstElementChild;
    picture.width = Math.round(width * 2);
    picture.height = Math.round(height * 2);
    picture.alt = "";
    item.dataset.label = label;
    item.setAttribute("aria-label", `Page ${label}`);
    item.lastElementChild.textContent = label;
    if (item.dataset.digest === digest) return;
    item.dataset.digest = digest;
    changed.push(item);
    swap(item, digest, `/pages/${digest}-${wide}.png`, boxes[index]);
  });
  while (sheets.children.length > pages.list.length) sheets.lastElementChild.remove();
  if (!sheets.querySelector('[tabindex="0"]') && sheets.firstElementChild) sheets.firstElementChild.tabIndex = 0;
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
function swap(item, digest, address, box) {
  const picture = item.firstElementChild;
  const insight = box && box.bottom > -innerHeight && box.top < 2 * innerHeight;
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

// The panes are about to change their size: the pages stay where they are until the text is back in its place.
function stay() {
  following = Math.max(following, performance.now() + 500);
  setTimeout(follow, 600);
}

function here(item) {
  for (const other of sheets.querySelectorAll(".here, [tabindex='0']")) {
    if (other === item) continue;
    other.classList.remove("here");
    other.removeAttribute("aria-current");
    other.tabIndex = -1;
  }
  item.classList.add("here");
  item.setAttribute("aria-current", "true");
  item.tabIndex = 0;
}

// By keyboard from page to page: how many on, or to which.
const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity };

function step(item, key) {
  const items = [...sheets.children];
  const to = items[Math.max(0, Math.min(items.length - 1, items.indexOf(item) + STEPS[key]))];
  turnTo(to);
  to.focus({ preventScroll: true });
}

// How many of the elements, which follow each other, begin above a line.
function above(list, line, element) {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (element(list[middle]).getBoundingClientRect().top <= line) low = middle + 1;
    else high = middle;
  }
  return low;
}

// The pages follow the text: the page in which the line a third down the window stands.
function follow() {
  if (performance.now() < following || !marks.length) return;
  const line = frame.contentWindow.innerHeight / 3;
  let at = above(divisions, line, (division) => division.node) - 1; // where divisions stand is known; inside them few are laid out
  const count = at < 0 ? 0 : above(divisions[at].marks, line, (mark) => mark);
  let mark = count ? divisions[at].marks[count - 1] : null;
  while (!mark && --at >= 0) mark = divisions[at].marks.at(-1);
  const item = mark && sheetOf(mark.getAttribute("aria-label"));
  if (!item || item.classList.contains("here")) return;
  here(item);
  const [outer, inner] = [pane.getBoundingClientRect(), item.getBoundingClientRect()];
  if (inner.top < outer.top || inner.bottom > outer.bottom) {
    const near = Math.abs(inner.top - outer.top) < 3 * pane.clientHeight;
    pane.scrollTo({ top: inner.top - outer.top + pane.scrollTop - 36, behavior: near ? "smooth" : "instant" });
  }
}
