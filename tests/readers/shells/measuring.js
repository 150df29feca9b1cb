// What is measured the same way in every reading system, from the documents it shows.
//
// A reader gives `shown()`, the documents in its frames, and `sheet()`, where a page of it lies in the window from left to
// right. A place in a document is told in the coordinates of the window: that of its frame plus that in the frame. All three
// readers lay a text out in columns as wide as the sheet, side by side, and move them past the sheet.

export const settled = async () => {
  const frames = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  await frames();
  for (const doc of window.reader.shown()) await doc.fonts.ready;
  await frames();
};

const origin = (doc) => doc.defaultView.frameElement.getBoundingClientRect();

/** Whether a stretch from left to right is on the page that is seen. */
const within = (from, to) => {
  const { left, width } = window.reader.sheet();
  return from >= left - 1 && to <= left + width + 1;
};

const silent = (element) => element.closest("[hidden], script, style, title, desc, head");

/** The text nodes of a document that hold letters. */
function* texts(doc) {
  const walker = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (/\S/.test(node.data) && !silent(node.parentElement)) yield node;
}

/** The boxes of the lines of a text node, in the coordinates of the window. */
const boxes = (node, at) => {
  const range = node.ownerDocument.createRange();
  range.selectNodeContents(node);
  return [...range.getClientRects()].filter((box) => box.width > 0.5).map((box) => ({
    left: box.left + at.left, right: box.right + at.left, top: box.top + at.top, bottom: box.bottom + at.top,
  }));
};

const named = (node) => {
  const holder = node.parentElement.closest("[id]");
  return `#${holder ? holder.id : ""} “${node.data.trim().slice(0, 40)}”`;
};

/** Texts that a page cuts off: at a side, because they are wider than the page, or above and below. */
const cut = () => {
  const { left, width } = window.reader.sheet(), height = window.innerHeight, found = [];
  const column = (x) => Math.floor((x - left) / width);
  for (const doc of window.reader.shown()) {
    const at = origin(doc);
    for (const node of texts(doc)) {
      const bad = boxes(node, at).find((box) =>
        column(box.left + 1) !== column(box.right - 1) || box.top < -4 || box.bottom > height + 4);  // a raised figure's box is higher than its ink
      if (bad) found.push(`${named(node)} ${Math.round(bad.left)}–${Math.round(bad.right)}, ${Math.round(bad.top)}–${Math.round(bad.bottom)}`);
    }
  }
  return found;
};

/** Pictures that are broken, or larger than the window. */
const spoiled = () => {
  const found = [];
  for (const doc of window.reader.shown()) {
    for (const picture of doc.images) {
      const box = picture.getBoundingClientRect();
      if (!picture.complete || !picture.naturalWidth) found.push(`${picture.getAttribute("src")} is not shown`);
      else if (box.width > window.innerWidth + 1 || box.height > window.innerHeight + 1) found.push(`${picture.getAttribute("src")} is larger than the page`);
    }
  }
  return found;
};

/** Colours of texts, and of whatever stands behind them where that is not the page; each with an example. */
const colours = () => {
  const found = {};
  for (const doc of window.reader.shown()) {
    for (const node of texts(doc)) {
      const element = node.parentElement;
      const view = doc.defaultView;
      let behind = "";
      for (let one = element; one && one !== doc.body; one = one.parentElement) {
        const colour = view.getComputedStyle(one).backgroundColor;
        if (colour !== "rgba(0, 0, 0, 0)") { behind = colour; break; }
      }
      found[`${view.getComputedStyle(element).color}|${behind}`] ??= named(node);
    }
  }
  return found;
};

/** Faces that could not be loaded, how many were, and in which family the text is asked for. */
const fonts = () => {
  const found = { failed: [], loaded: 0, families: [] };
  for (const doc of window.reader.shown()) {
    for (const face of doc.fonts) {
      if (face.status === "error") found.failed.push(`${face.family} ${face.weight} ${face.style}`);
      if (face.status === "loaded") found.loaded += 1;
    }
    found.families.push(doc.defaultView.getComputedStyle(doc.querySelector("p, h1, h2") ?? doc.body).fontFamily);
  }
  return found;
};

/** Whether an element, by id, is on the page that is seen. */
const seen = (id) => window.reader.shown().some((doc) => {
  const element = doc.getElementById(id);
  if (!element) return false;
  const at = origin(doc), box = element.getBoundingClientRect();
  const left = box.left + at.left, top = box.top + at.top;
  return within(left, left) && top >= -1 && top <= window.innerHeight + 1;
});

/** Where the middle of an element's first line is in the window. */
const place = (id) => {
  for (const doc of window.reader.shown()) {
    const element = doc.getElementById(id) ?? doc.querySelector(`[href$="#${id}"]`);
    if (!element) continue;
    const at = origin(doc), box = element.getClientRects()[0];
    return { x: box.left + at.left + box.width / 2, y: box.top + at.top + box.height / 2 };
  }
  return null;
};

/** Whether an element, by id or as the link to that id, is on the page that is seen. */
const onPage = (id) => {
  const at = place(id);
  return Boolean(at && within(at.x, at.x) && at.y >= 0 && at.y <= window.innerHeight);
};

/** Turn pages until the link of that number, in the file that is shown, is on the page; whether it is. */
const bring = async (index) => {
  for (let tries = 0; tries < 300; tries++) {
    await window.reader.ready();
    if (linkPlace(index)) return true;
    const [before] = window.reader.shown();
    await window.reader.next();
    await window.reader.ready();
    if (window.reader.shown()[0] !== before) return false;
  }
  return false;
};

/** Where the first letters of the link of that number are, if it is on the page. */
const linkPlace = (index) => {
  const [doc] = window.reader.shown();
  const link = doc.getElementsByTagName("a")[index];
  const box = link?.getClientRects()[0], at = origin(doc);
  if (!box) return null;
  const place = { x: box.left + at.left + Math.min(box.width / 2, 8), y: box.top + at.top + box.height / 2 };
  return within(place.x, place.x) ? place : null;
};

/** Of every picture on the page: whether it is shown and whole, and whether it is told in words. */
const pictures = () => window.reader.shown().flatMap((doc) => [...doc.images].map((picture) => {
  const at = origin(doc), box = picture.getBoundingClientRect();
  const sides = [box.left + at.left, window.innerWidth - box.right - at.left, box.top + at.top, window.innerHeight - box.bottom - at.top];
  return { whole: picture.naturalWidth > 0 && sides.every((room) => room >= -1), alt: picture.alt.length > 20 };
}));

/** The letters that are whole on the page that is seen, as words in a row. */
const page = () => {
  const said = [];
  for (const doc of window.reader.shown()) {
    const at = origin(doc);
    for (const node of texts(doc))
      if (boxes(node, at).some((box) => within(box.left, box.right))) said.push(node.data);
  }
  return said.join("").replace(/\s+/g, " ").trim();
};

/** Turn to the end of the book. For every file the lines that were never whole on a page, and its text as it was shown. */
const turnAll = async (limit) => {
  const files = new Map();
  let pages = 0, empty = [];
  for (;;) {
    await window.reader.ready();
    pages += 1;
    let letters = 0;
    for (const doc of window.reader.shown()) {
      const name = window.reader.file(doc);
      let file = files.get(name);
      const at = origin(doc), shift = at.left - (doc.defaultView.scrollX || 0);
      if (!file || file.doc !== doc) {
        const lines = [];
        for (const node of texts(doc)) for (const box of boxes(node, at)) lines.push({ left: box.left - shift, right: box.right - shift, of: named(node), seen: false });
        file = { doc, lines, text: [...texts(doc)].map((node) => node.data).join(" "), before: file };
        files.set(name, file);
      }
      for (const line of file.lines)
        if (within(line.left + shift, line.right + shift)) { line.seen = true; letters += 1; }
      letters += [...doc.images].length;
    }
    if (!letters) empty.push(window.reader.shown().map(window.reader.file).join());
    if (pages >= limit || !(await window.reader.next())) break;
  }
  const told = [];
  for (const [name, file] of files)
    told.push({ name, text: file.text, unseen: file.lines.filter((line) => !line.seen).map((line) => line.of).slice(0, 5) });
  return { pages, empty, files: told };
};

export const measure = { settled, cut, spoiled, colours, fonts, seen, place, onPage, bring, linkPlace, pictures, page, turnAll };
window.measure = measure;

export const book = async () => new File([await (await fetch("/book.epub")).blob()], "book.epub", { type: "application/epub+zip" });
export const wish = new URLSearchParams(location.search);
export const dark = wish.get("colours") === "dark";
export const zoom = Number(wish.get("text") ?? "100") / 100;
