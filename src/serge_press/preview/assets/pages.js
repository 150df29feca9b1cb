// The pages: swapped when new ones are painted, turned to the place, and following the text.
"use strict";

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

// The panes are about to change their size: the pages stay where they are until the text is back in its place.
function stay() {
  following = Math.max(following, performance.now() + 500);
  setTimeout(follow, 600);
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
