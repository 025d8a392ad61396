"use strict";
const at = id => document.getElementById(id);
const make = (name, text, kind) => {
  const e = document.createElement(name);
  if (text !== undefined) e.textContent = text;
  if (kind) e.className = kind;
  return e;
};
// An id may break behind each slash and nowhere else.
const broken = (e, id) => {
  e.append(...id.split(/(?<=\/)/).flatMap(part => [part, make("wbr")]));
  return e;
};
const row = cells => {
  const r = make("tr");
  cells.forEach((text, i) => r.append(make(i ? "td" : "th", text)));
  return r;
};
const finding = f => {
  const item = make("li", undefined, f.level), facts = make("dl");
  const stated = f.source + " · " + f.location;
  for (const [name, text] of Object.entries({ sent: f.sent, expected: f.expected, received: f.received, stated }))
    if (text) facts.append(make("dt", name), make("dd", text));
  item.append(broken(make("h3", f.level + "  "), f.id), make("div", f.text), facts);
  return item;
};
const covered = c => {
  const all = Object.values(c.Requirements), count = outcome => c.Outcomes[outcome] || 0;
  return row([c.Operation, c.Exchanges, all.filter(seen => seen).length + " of " + all.length, ...["pass", "fail", "error", "skip"].map(count)]);
};
// The bar hides what has not all of its words.
const filter = () => {
  const words = at("find").value.toLowerCase().split(/\s+/).filter(Boolean), all = [...document.querySelectorAll("#findings > li, tbody > tr")];
  for (const e of all) e.hidden = !words.every(w => e.textContent.toLowerCase().includes(w));
  at("shown").textContent = words.length ? all.filter(e => !e.hidden).length + " of " + all.length : "";
};
at("bar").hidden = false;
at("bar").addEventListener("submit", e => e.preventDefault());
at("find").addEventListener("input", filter);
const levels = ["must", "should", "may"];
const show = s => {
  const findings = (s.Findings || []).sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level)), good = s.Judged && !s.Failing;
  const counts = [["absent", s.Passed, "exchanges"], ["absent", s.Judged, "of documented operations"], ["fail", s.Failing, "findings"], ["known", findings.length - s.Failing, "worth knowing"]];
  at("counts").replaceChildren(...counts.map(([kind, n, words]) => {
    const item = make("li", words, n ? kind : "none");
    item.prepend(make("b", n));
    return item;
  }));
  at("word").textContent = s.Failing ? "differs" : good ? "nothing differs" : "waiting";
  at("word").className = "word " + (s.Failing ? "bad" : good ? "good" : "");
  at("target").textContent = s.Target;
  at("none").hidden = findings.length > 0;
  at("findings").replaceChildren(...findings.map(finding));
  at("coverage").replaceChildren(...(s.Coverage || []).map(covered));
  at("left").replaceChildren(...(s.Left || []).map(l => row([l.Reason, l.Count])));
  for (const e of document.querySelectorAll("section:has(tbody)")) e.hidden = !e.querySelector("tbody > tr");
  filter();
  document.title = at("word").textContent + " · plumb watch";
};
const source = new EventSource("events");
source.onopen = () => { at("state").textContent = "live"; };
source.onerror = () => { at("state").textContent = "plumb watch does not answer: what is here is what was last seen"; };
source.onmessage = e => show(JSON.parse(e.data));
