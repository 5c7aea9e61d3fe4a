"use strict";
(function () {
  var form = document.getElementById("find");
  var told = document.getElementById("told");
  var boxes = null, parts = null, opened = [], waiting = 0;

  function plain(text) {
    return text.normalize("NFKC").toLowerCase();
  }

  // What is searched stands in the page already; it is read when somebody first looks for something.
  function read() {
    boxes = Array.prototype.map.call(document.querySelectorAll(".leaf"), function (leaf) {
      var standard = leaf.querySelector(".standard");
      return {
        leaf: leaf,
        state: leaf.dataset.s,
        pile: leaf.classList.contains("pile"),
        units: " " + leaf.dataset.u + " ",
        kinds: " " + leaf.dataset.k + " ",
        text: plain(leaf.firstElementChild.textContent + " " + (standard ? standard.textContent : "")),
        rows: Array.prototype.map.call(leaf.querySelectorAll("li[data-k]"), function (row) {
          return {
            row: row,
            photo: row.parentNode.className === "photos",
            kind: row.dataset.k,
            text: plain(row.textContent)
          };
        })
      };
    });
    parts = Array.prototype.map.call(document.querySelectorAll(".part"), function (part) {
      return { part: part, leaves: part.querySelectorAll(".leaf") };
    });
  }

  function holds(words, text, more) {
    for (var n = 0; n < words.length; n++) {
      if (text.indexOf(words[n]) < 0 && more.indexOf(words[n]) < 0) return false;
    }
    return true;
  }

  function stands(box, state, unit) {
    if (unit && box.units.indexOf(" " + unit + " ") < 0) return false;
    if (!state) return true;
    return state === "gap" ? box.state === "empty" || box.state === "insufficient" : box.state === state;
  }

  function show(node, shown) {
    if (node.hidden === shown) node.hidden = !shown;
  }

  function narrow() {
    if (!boxes) read();
    var words = plain(form.elements.words.value).split(/\s+/).filter(Boolean);
    var state = form.elements.state.value, unit = form.elements.unit.value, kind = form.elements.kind.value;
    var indicators = 0, items = 0, hits = [];
    opened.forEach(function (leaf) { leaf.open = false; });
    opened = [];
    boxes.forEach(function (box) {
      var fits = stands(box, state, unit), named = holds(words, box.text, ""), found = 0;
      box.rows.forEach(function (one) {
        var shown = fits && (!kind || one.kind === kind) && holds(words, one.text, box.text);
        show(one.row, shown);
        if (shown && !one.photo) found++;
      });
      var wanted = named && (!kind || box.kinds.indexOf(" " + kind + " ") >= 0);
      var shown = fits && (wanted || found > 0);
      show(box.leaf, shown);
      if (shown && !box.pile) indicators++;
      items += found;
      if (shown && !named && !box.leaf.open) hits.push(box.leaf);
    });
    parts.forEach(function (one) {
      show(one.part, Array.prototype.some.call(one.leaves, function (leaf) { return !leaf.hidden; }));
    });
    if (words.length && items <= 300) {
      hits.forEach(function (leaf) { leaf.open = true; });
      opened = hits;
    }
    var all = !words.length && !state && !unit && !kind;
    told.textContent = (all ? "全部：" : "符合的：") + "指标 " + indicators + " 项，材料 " + items + " 份";
  }

  function soon() {
    clearTimeout(waiting);
    waiting = setTimeout(narrow, 120);
  }

  function reveal() {
    var target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (!target || target.tagName !== "DETAILS") return;
    if (target.hidden) { form.reset(); narrow(); }
    for (var node = target; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") node.open = true;
    }
    target.scrollIntoView();
  }

  function each(open) {
    document.querySelectorAll(".leaf:not([hidden])").forEach(function (leaf) { leaf.open = open; });
    opened = [];
  }

  document.documentElement.classList.add("js");
  form.hidden = false;
  form.addEventListener("input", soon);
  form.addEventListener("change", narrow);
  form.addEventListener("submit", function (event) { event.preventDefault(); narrow(); });
  form.addEventListener("reset", function () { setTimeout(narrow, 0); });
  form.addEventListener("click", function (event) {
    var act = event.target.dataset.do;
    if (act === "open" || act === "close") each(act === "open");
    if (act === "print") window.print();
  });
  addEventListener("hashchange", reveal);
  narrow();
  reveal();
})();
