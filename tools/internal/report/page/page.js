
// Without this script the page can be read; with it, it can be filtered and
// walked through by keyboard.
(() => {
  const root = document.documentElement, by = id => document.getElementById(id), all = (s, e = document) => [...e.querySelectorAll(s)];
  const bar = by("bar"), find = by("find"), level = by("level"), profile = by("profile"), output = by("shown");
  bar.hidden = false;
  root.classList.add("js");
  bar.addEventListener("submit", e => e.preventDefault());

  // Filters. The list of cases is made when it is first needed.
  let cases = null;
  const list = () => cases ??= all(".c").map(e => ({ e, o: e.classList[1], l: e.firstElementChild.dataset.l, p: e.dataset.p ?? "contract", t: (e.id + " " + (e.querySelector("p") ?? e.lastElementChild).textContent).toLowerCase() }));
  // What leads to requirements goes with them.
  let lines = null;
  const leads = () => lines ??= all(".broken > ul > li, .matrix tbody tr:not(.group)").map(e => [e, all("a", e).map(a => by(a.getAttribute("href").slice(1))).filter(Boolean)]);
  const filter = () => {
    const outcomes = new Set(all(":checked", bar.querySelector(".chips")).map(e => e.value)), words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    const active = outcomes.size > 0 || words.length > 0 || level.value !== "" || profile.value !== "";
    const groups = new Map();
    let n = 0;
    for (const c of list()) {
      const hit = (!outcomes.size || outcomes.has(c.o)) && (!level.value || c.l === level.value) && (!profile.value || c.p === profile.value) && words.every(w => c.t.includes(w));
      c.e.hidden = !hit;
      if (hit) n++;
      groups.set(c.e.parentNode, (groups.get(c.e.parentNode) || 0) + hit);
    }
    for (const [q, hits] of groups) { q.hidden = hits === 0; if (active && hits && n <= 60) q.open = true; }
    for (const op of all(".op")) op.hidden = active && !op.querySelector(".q:not([hidden])");
    for (const [e, to] of leads()) e.hidden = active && to.every(q => q.hidden);
    for (const e of all(".broken, .matrix tbody")) e.hidden = active && !e.querySelector("li:not([hidden]), tr:not(.group):not([hidden])");
    for (const h of all(".product")) { let next = h.nextElementSibling, some = false; while (next && next.matches(".op")) { some ||= !next.hidden; next = next.nextElementSibling; } h.hidden = !some; }
    output.textContent = active ? n + " of " + cases.length + " cases" : "";
  };
  let soon = 0;
  const later = () => { clearTimeout(soon); soon = setTimeout(filter, 90); };
  find.addEventListener("input", later);
  for (const e of [level, profile, bar.querySelector(".chips")]) e.addEventListener("change", filter);

  // Keyboard: over what can be seen.
  const seen = () => all(".q:not([hidden])").flatMap(q => q.open ? [q.firstElementChild, ...all(".c:not([hidden]) > :first-child", q)] : [q.firstElementChild]);
  let at = null;
  const move = step => {
    const list = seen(), here = list.indexOf(document.activeElement?.matches("summary, .c > :first-child") ? document.activeElement : at);
    at = list[here < 0 ? (step > 0 ? 0 : list.length - 1) : Math.min(Math.max(here + step, 0), list.length - 1)];
    at?.focus({ preventScroll: true });
    at?.scrollIntoView({ block: "nearest" });
  };
  let before = "";
  const back = () => {
    if (document.querySelector(".x:target")) { location.hash = before || "main"; return; }
    if (find.value || all(":checked", bar).length || level.value || profile.value) { bar.reset(); filter(); }
    document.activeElement?.blur();
  };
  addEventListener("keydown", e => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === "Escape") return back();
    if (e.target.matches?.("input[type=search], select")) return;
    const act = { j: () => move(1), k: () => move(-1), t: turnTheme, "/": () => { find.focus(); find.select(); } }[e.key];
    if (act) { e.preventDefault(); act(); }
  });

  // A link to a case opens what it is in; an exchange remembers whence.
  const decoded = () => { try { return decodeURIComponent(location.hash.slice(1)); } catch { return location.hash.slice(1); } };
  const arrive = () => {
    const target = by(decoded());
    if (!target) return;
    if (target.matches(".x")) { target.focus({ preventScroll: true }); return; }
    for (let e = target; e; e = e.parentElement) { if (e.hidden) { bar.reset(); filter(); } if (e.tagName === "DETAILS") e.open = true; }
    if (target.matches(".c")) target.classList.add("open");
    if (target.matches(".c, .q")) { at = target.firstElementChild; target.scrollIntoView(); }
  };
  addEventListener("click", e => { const to = e.target.closest?.(".c > div a"); if (to) before = to.closest(".c")?.id || ""; });
  addEventListener("hashchange", arrive);
  addEventListener("click", e => { if (before && e.target.matches?.("a.close")) { e.preventDefault(); location.hash = before; } });
  arrive();

  // Cases open and close; the address of one that is opened can be copied.
  addEventListener("click", e => {
    const c = e.target.closest?.(".c > :first-child")?.parentNode;
    if (!c || e.ctrlKey || e.metaKey || e.shiftKey) return;
    e.preventDefault();
    if (c.classList.toggle("open")) history.replaceState(null, "", "#" + encodeURI(c.id));
  });

  // On paper what is broken lies open.
  addEventListener("beforeprint", () => { for (const e of all(".q.fail, .q.error")) e.open = true; });
})();
