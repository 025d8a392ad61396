package specs

import (
	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
)

// missingEffect finds an operation of which nobody has said whether it changes anything:
// what is asked of it would be as careful as for one that does.
func (l *linter) missingEffect() {
	if x := l.top.Get("x-operation"); x.There() && !x.Get("effect").There() {
		l.find("effect-unsaid", x.Location(), "x-operation has no effect: say whether it changes anything, with {value: %s} or {value: %s}", contract.Read, contract.Write)
	}
}

// effect finds an effect that there is not, and a trial without the parameter that
// makes it one.
func (l *linter) effect(n document.Node) {
	check(l, "effect", n.Get("value"), contract.Effects())
	parameter, argument := n.Get("parameter"), n.Get("argument")
	if contract.Effect(n.Get("value").Text()) != contract.DryRun {
		for _, odd := range []document.Node{parameter, argument} {
			if odd.There() {
				l.find("trial-of-nothing", odd.Location(), "only an effect of %s has a parameter and an argument: no other is tried", contract.DryRun)
			}
		}
		return
	}
	if !parameter.There() || !argument.There() {
		l.find("trial-of-nothing", n.Location(), "the effect is %s: say which parameter makes a request a trial, and with which argument", contract.DryRun)
		return
	}
	l.parameter("the effect", parameter)
}
