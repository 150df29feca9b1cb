// What is to be mended, and the state of things.
"use strict";

function plural(count, word) {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

function time(seconds) {
  return seconds < 1 ? `${Math.max(1, Math.round(1000 * seconds))} ms` : `${seconds.toFixed(1)} s`;
}

// What is said already is not said again: whoever listens would hear it twice.
function say(element, words) {
  if (element.textContent !== words) element.textContent = words;
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
  const counts = [];
  if (findings.errors) counts.push(plural(findings.errors, "error"));
  if (findings.warnings) counts.push(plural(findings.warnings, "warning"));
  if (!counts.length && press.state === "good") counts.push("Nothing to mend");
  say(said, press.state === "fault" ? "The press failed; the terminal says how" : counts.join(" · ") || "Reading the book…");
  say(took, press.seconds && press.state !== "fault" ? ` · set in ${time(press.seconds)}` : "");
  const error = findings.list.find((found) => found.severity === "error");
  if (banner.hidden === Boolean(error)) stay();
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
    const told = make("p", "told", `${plural(findings.errors, "error")}. ${kept}`);
    // an alert that says nothing new is not read out again, and its link keeps the focus
    if (banner.textContent !== told.textContent + what.textContent) banner.replaceChildren(told, what);
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
