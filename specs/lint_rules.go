package specs

import (
	"slices"
	"strings"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
)

// rules finds rules between parameters that name none, say what holds anyway, or that
// leave a parameter which no request can have.
func (l *linter) rules() {
	before := len(l.findings)
	for _, r := range l.top.Get("x-rules").Items() {
		what, parameters := "the rule "+r.Get("id").Text(), r.Get("parameters")
		for _, name := range parameters.Items() {
			l.parameter(what, name)
		}
		if names := parameters.Texts(); len(names) < 2 || len(slices.Compact(slices.Sorted(slices.Values(names)))) < len(names) {
			l.find("rule-incomplete", r.Location(), "%s is between parameters: name two different ones, or more", what)
		}
		if value := r.Get("value"); value.There() && r.Get("kind").Text() != string(contract.Requires) {
			l.find("rule-incomplete", value.Location(), "%s has a value, which only one of kind %s has: leave it out", what, contract.Requires)
		} else if value.There() {
			l.valuesOf(what, parameters.Items()[0].Text(), []document.Node{value})
		}
		if len(l.findings) == before {
			l.idle(what, r)
		}
	}
	if len(l.findings) == before {
		l.unsendable()
	}
}

// idle finds a rule that every request keeps which has what is required.
func (l *linter) idle(what string, r document.Node) {
	names := r.Get("parameters").Texts()
	required := func(name string) bool { p, _ := l.operation.Param(name); return p.Required }
	always := ""
	switch i := slices.IndexFunc(names, required); {
	case contract.RuleKind(r.Get("kind").Text()) == contract.AtLeastOne && i >= 0:
		always = names[i]
	case contract.RuleKind(r.Get("kind").Text()) == contract.Requires && !slices.ContainsFunc(names[1:], func(name string) bool { return !required(name) }):
		always = strings.Join(names[1:], ", ")
	}
	if always != "" {
		l.find("rule-always-kept", r.Location(), "%s demands nothing: %s is required anyway", what, always)
	}
}

// unsendable finds a parameter that no request can have without breaking a rule, and an
// operation of which every request breaks one.
func (l *linter) unsendable() {
	if len(l.operation.Rules) == 0 {
		return
	}
	some := func(p *contract.Param) contract.Value { return contract.Value{Kind: contract.String, Text: "some"} }
	least := l.operation.Minimal(func(p *contract.Param) (contract.Value, bool) { return some(p), true })
	if _, ok := l.operation.Ruled(least, nil, nil, some); !ok {
		l.find("rules-contradict", l.top.Get("x-rules").Location(), "no request keeps all rules: what is required excludes, or lacks, what is required")
		return
	}
	for i := range l.operation.Params {
		p := &l.operation.Params[i]
		if _, ok := l.operation.Ruled(least.With(p.Name, some(p)), []string{p.Name}, nil, some); !ok {
			l.find("rules-contradict", l.top.Get("x-rules").Location(), "no request that has %s keeps all rules: say of one of them that it is not so, or take %[1]s out", p.Name)
		}
	}
}

// ruled finds a trigger that breaks a rule of which there is none, or of which another
// parameter is the first.
func (l *linter) ruled(row, t document.Node) {
	kind, name := contract.RuleKind(t.Get("when").Text()), t.Get("parameter").Text()
	for _, r := range l.operation.Rules {
		if r.Kind == kind && r.Parameters[0] == name {
			return
		}
	}
	for _, r := range l.operation.Rules {
		if r.Kind == kind && slices.Contains(r.Parameters, name) {
			l.find("trigger-without-rule", t.Location(), "the error row %s is triggered by %s, which the rule %s names behind %s: say %[4]s", row.Get("code").Text(), name, r.ID, r.Parameters[0])
			return
		}
	}
	l.find("trigger-without-rule", t.Location(), "the error row %s is triggered by %s %s, and no rule of x-rules of that kind begins with %[2]s: write it, or say absent", row.Get("code").Text(), name, kind)
}
