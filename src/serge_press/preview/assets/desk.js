// What all parts of the preview share: the places on the page, and what is shown in them.
"use strict";

const WIDTHS = [600, 900, 1200, 1800]; // in which the server paints pages
const frame = document.querySelector("iframe");
const pane = document.getElementById("pages");
const sheets = document.getElementById("sheets");
const list = document.getElementById("list");
const banner = document.getElementById("banner");
const said = document.getElementById("said");
const took = document.getElementById("took");

let seen = ""; // "run.revision" of what is shown
let source = null;
let marks = []; // page marks of the text, in order
let divisions = []; // of the text, each with its page marks
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
