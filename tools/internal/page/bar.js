"use strict";
// Themes: that of the system until one is chosen.
const turnTheme = (() => {
  const root = document.documentElement, button = document.getElementById("theme");
  const kept = { get: () => { try { return localStorage.getItem("plumbline-theme"); } catch { return null; } }, set: v => { try { localStorage.setItem("plumbline-theme", v); } catch { /* a page from a file may not be allowed to */ } } };
  const dark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const name = () => { button.textContent = dark() ? "light" : "dark"; };
  const turn = () => { root.dataset.theme = dark() ? "light" : "dark"; kept.set(root.dataset.theme); name(); };
  if (["light", "dark"].includes(kept.get())) root.dataset.theme = kept.get();
  name();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", name);
  button.addEventListener("click", turn);
  return turn;
})();
// A page whose bar says what its entries are is filtered by their text.
(() => {
  const bar = document.getElementById("bar"), of = bar.dataset.of;
  if (!of) return;
  const find = document.getElementById("find"), entries = [...document.querySelectorAll(of)].map(e => [e, (e.id + " " + e.textContent).toLowerCase()]);
  // Rows that lead to a heading go with it; what holds a row that is found opens.
  const rows = [...document.querySelectorAll("tbody th > a[href^='#']")].map(a => [a.closest("tr"), document.getElementById(decodeURIComponent(a.hash.slice(1)))]).filter(([, to]) => to?.tagName === "H3");
  const folds = [...document.querySelectorAll("details.fold")];
  bar.hidden = false;
  bar.addEventListener("submit", e => e.preventDefault());
  find.addEventListener("input", () => {
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    let n = 0;
    for (const [e, text] of entries) n += !(e.hidden = !words.every(w => text.includes(w)));
    for (const h of document.querySelectorAll("h3")) {
      const below = [];
      for (let e = h.nextElementSibling; e && !/^H[23]$/.test(e.tagName); e = e.nextElementSibling) below.push(e);
      h.hidden = below.length > 0 && below.every(e => e.hidden);
    }
    for (const [row, to] of rows) row.hidden = to.hidden;
    for (const e of folds) if (words.length && e.querySelector("tbody tr:not([hidden])")) e.open = true;
    document.getElementById("shown").textContent = words.length ? n + " of " + entries.length : "";
  });
})();
