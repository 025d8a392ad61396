package specs

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
)

// gateway gives what the common pages say of the gateway that serves a
// protocol. It is built in, also where the operations come from a folder.
func gateway(protocol string) (contract.GatewayFacts, error) {
	all, err := gateways()
	if err != nil {
		return contract.GatewayFacts{}, err
	}
	facts, known := all[protocol]
	if !known {
		return facts, fmt.Errorf("no gateway file for the protocol %s", protocol)
	}
	return facts, nil
}

// gateways reads the built-in files, which never change, once.
var gateways = sync.OnceValues(func() (map[string]contract.GatewayFacts, error) {
	out := map[string]contract.GatewayFacts{}
	for _, name := range []string{"alibaba/gateway.yaml", "alibaba/gateway-roa.yaml", "tencent/gateway.yaml"} {
		data, err := tree.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("%s%s: %w", Prefix, name, err)
		}
		protocol, facts, err := Gateway(Prefix+name, data)
		if err != nil {
			return nil, err
		}
		out[protocol] = facts
	}
	return out, nil
})

// Gateway reads a gateway file: the name of the protocol that the gateway
// speaks, and its facts. Errors carry file and line: a key that is not known,
// or a part that is missing.
func Gateway(file string, data []byte) (protocol string, facts contract.GatewayFacts, err error) {
	top, err := document.Parse(file, data)
	if err != nil {
		return "", facts, err
	}
	g := gatewayReader{}
	if g.sources, err = sourcesOf(top.Get("x-source")); err != nil {
		return "", facts, err
	}
	if err := g.like(top.Get("like")); err != nil {
		return "", facts, err
	}
	text := func(into *string) func(document.Node) error {
		return func(n document.Node) error { *into = n.Text(); return nil }
	}
	done := func(document.Node) error { return nil }
	ids := map[bool]string{true: "upper-case", false: ""}[g.facts.UpperIDs]
	err = top.Keys("a gateway file", map[string]func(document.Node) error{
		"protocol": text(&protocol), "like": done, "x-source": done, "request-ids": text(&ids),
		"media": g.media, "error": g.errorForm, "codes": g.codes, "refusals": g.refusals, "accepts": g.accepts, "setup": g.setUp, "answers": g.answers,
	})
	g.facts.UpperIDs = ids == "upper-case"
	if err == nil {
		err = g.complete(top, protocol, ids)
	}
	return protocol, g.facts, err
}

// items reads a list of mappings that have no other keys than those named.
func items(n document.Node, what string, keys []string, read func(document.Node) error) error {
	known := map[string]func(document.Node) error{}
	for _, key := range keys {
		known[key] = func(document.Node) error { return nil }
	}
	for _, item := range n.Items() {
		if err := errors.Join(item.Keys(what, known), read(item)); err != nil {
			return err
		}
	}
	return nil
}

type gatewayReader struct {
	facts   contract.GatewayFacts
	sources contract.Sources
}

// like begins with what another built-in gateway file says: the gateways of one vendor
// differ in little. A part that the file has itself takes the place of the other's; of
// the answers each single one does.
func (g *gatewayReader) like(n document.Node) error {
	if !n.There() {
		return nil
	}
	data, err := tree.ReadFile(n.Text())
	if err != nil {
		return n.Fail("%q is no built-in gateway file", n.Text())
	}
	_, g.facts, err = Gateway(Prefix+n.Text(), data)
	return err
}

func (g *gatewayReader) media(n document.Node) error {
	g.facts.Media = map[contract.Format]string{}
	for _, e := range n.Entries() {
		if !slices.Contains(formats(), contract.Format(e.Key)) {
			return e.Value.Fail("%q is no format of answers", e.Key)
		}
		g.facts.Media[contract.Format(e.Key)] = e.Value.Text()
	}
	return nil
}

func (g *gatewayReader) errorForm(n document.Node) error {
	form := &g.facts.Error
	form.Members = nil
	return n.Keys("a refusal", map[string]func(document.Node) error{
		"status": func(n document.Node) error {
			form.Status = contract.Statuses{From: n.Get("from").Int(), To: n.Get("to").Int()}
			return nil
		},
		"wrapper":     func(n document.Node) error { form.Wrapper = n.Text(); return nil },
		"member":      func(n document.Node) error { form.Member = n.Text(); return nil },
		"root":        func(n document.Node) error { form.Root = n.Text(); return nil },
		"declaration": func(n document.Node) error { form.Declaration = n.Text(); return nil },
		"members": func(n document.Node) error {
			return items(n, "a member of a refusal", []string{"name", "value", "format", "optional"}, func(item document.Node) error {
				form.Members = append(form.Members, contract.ErrorMember{
					Name: item.Get("name").Text(), Value: item.Get("value").Text(),
					Format: contract.Format(item.Get("format").Text()), Optional: item.Get("optional").True(),
				})
				return nil
			})
		},
	})
}

func (g *gatewayReader) codes(n document.Node) error {
	codes := &g.facts.Codes
	list := func(into *contract.Codes) func(document.Node) error {
		return func(n document.Node) error { *into = n.Texts(); return nil }
	}
	return n.Keys("the codes", map[string]func(document.Node) error{
		"hierarchical": func(n document.Node) error { codes.Hierarchical = n.True(); return nil },
		"failure":      list(&codes.Failure), "throttled": list(&codes.Throttled), "common": list(&codes.Common), "values": list(&codes.Values), "others": list(&codes.Others),
	})
}

func (g *gatewayReader) refusals(n document.Node) error {
	g.facts.Refusals = nil
	return items(n, "a refusal of the gateway", []string{"when", "name", "value", "level", "codes", "seconds", "text"}, func(item document.Node) error {
		g.facts.Refusals = append(g.facts.Refusals, contract.GatewayRefusal{
			When: contract.GatewayFault(item.Get("when").Text()), Codes: item.Get("codes").Texts(),
			Name: item.Get("name").Text(), Value: item.Get("value").Text(), Level: contract.Level(item.Get("level").Text()),
			Seconds: item.Get("seconds").Int(), Text: item.Get("text").Text(),
			Origin: contract.Origin{Sources: g.sources, Location: item.Location()},
		})
		return nil
	})
}

func (g *gatewayReader) accepts(n document.Node) error {
	g.facts.Accepts = nil
	return items(n, "a liberty of requests", []string{"id", "name", "value", "method", "place", "charset", "scheme", "seconds", "text"}, func(item document.Node) error {
		g.facts.Accepts = append(g.facts.Accepts, contract.GatewayLiberty{
			ID: item.Get("id").Text(), Name: item.Get("name").Text(), Value: item.Get("value").Text(), Text: item.Get("text").Text(),
			Method: item.Get("method").Text(), Place: contract.Place(item.Get("place").Text()),
			Charset: item.Get("charset").Text(), Scheme: item.Get("scheme").Text(), Seconds: item.Get("seconds").Int(),
			Origin: contract.Origin{Sources: g.sources, Location: item.Location()},
		})
		return nil
	})
}

func (g *gatewayReader) setUp(n document.Node) error {
	g.facts.SetUp = nil
	return items(n, "a refusal for the set-up", []string{"about", "key", "codes"}, func(item document.Node) error {
		g.facts.SetUp = append(g.facts.SetUp, contract.SetUpRefusal{
			About: contract.SetUp(item.Get("about").Text()), Key: item.Get("key").Text(), Codes: item.Get("codes").Texts(),
			Origin: contract.Origin{Sources: g.sources, Location: item.Location()},
		})
		return nil
	})
}

func (g *gatewayReader) answers(n document.Node) error {
	if g.facts.Answers == nil {
		g.facts.Answers = map[contract.GatewayFault]contract.GatewayAnswer{}
	}
	known := contract.AnsweredFaults()
	return items(n, "an answer of the gateway", []string{"when", "code", "status", "message", "row", "other"}, func(item document.Node) error {
		when := contract.GatewayFault(item.Get("when").Text())
		if _, ok := known[when]; !ok {
			return item.Fail("%q is nothing that a gateway answers", when)
		}
		g.facts.Answers[when] = contract.GatewayAnswer{
			Code: item.Get("code").Text(), Status: item.Get("status").Int(), Message: item.Get("message").Text(),
			Row: item.Get("row").Text(), Other: item.Get("other").Text(),
		}
		return nil
	})
}

// complete names every part that a gateway cannot be without: what has none
// would be taken for another's, or never be asked.
func (g *gatewayReader) complete(top document.Node, protocol, ids string) error {
	var failures []error
	missing := func(part string, is bool) {
		if is {
			failures = append(failures, top.Fail("the gateway of %q lacks %s", protocol, part))
		}
	}
	f := &g.facts
	missing("protocol", protocol == "")
	missing("request-ids: upper-case or lower-case", ids != "upper-case" && ids != "lower-case")
	missing("media/json", f.Media[contract.JSON] == "")
	missing("error/status", f.Error.Status.From < 100 || f.Error.Status.To < f.Error.Status.From)
	for _, name := range []string{"Code", "Message", "RequestId"} {
		missing("the member "+name+" of error/members", !slices.ContainsFunc(f.Error.Members, func(m contract.ErrorMember) bool { return m.Name == name }))
	}
	missing("error/member or error/root", f.Error.ElementName() == "")
	for name, codes := range map[string]contract.Codes{"failure": f.Codes.Failure, "throttled": f.Codes.Throttled, "common": f.Codes.Common} {
		missing("codes/"+name, len(codes) == 0)
	}
	missing("refusals", len(f.Refusals) == 0)
	missing("setup about credentials", !slices.ContainsFunc(f.SetUp, func(r contract.SetUpRefusal) bool { return r.About == contract.RightKey }))
	faults := contract.AnsweredFaults()
	for _, fault := range slices.Sorted(maps.Keys(faults)) {
		missing("an answer to "+string(fault), faults[fault] == "" && f.Answers[fault].Code == "")
	}
	slices.SortFunc(failures, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	return errors.Join(failures...)
}
