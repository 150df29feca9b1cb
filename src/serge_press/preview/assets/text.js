// The text: patched where it changed, scrolled to the place.
"use strict";

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
  element.tabIndex = -1; // who goes by keyboard, or listens, goes on from here
  element.focus({ preventScroll: true });
  const before = marks.filter((mark) => follows(mark, element));
  if (before.length) turnTo(sheetOf(before.at(-1).getAttribute("aria-label")));
}

// Whether an element stands after a mark, or holds it at its very beginning.
function follows(mark, element) {
  return element.firstChild === mark || Boolean(mark.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
}

function gatherMarks() {
  divisions = [...book().querySelectorAll(".division")].map((node) => ({
    node,
    marks: [...node.querySelectorAll('[role="doc-pagebreak"]')],
  }));
  marks = divisions.flatMap((division) => division.marks);
}
