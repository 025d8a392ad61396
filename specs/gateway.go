package specs

import (
	"fmt"
	"sync"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
)

// gateway gives what the common pages say of the gateway that serves a
// protocol. It is built in, also where the operations come from a folder.
func gateway(protocol string) ([]contract.GatewayRefusal, error) {
	all, err := gateways()
	if err != nil {
		return nil, err
	}
	refusals, known := all[protocol]
	if !known {
		return nil, fmt.Errorf("no gateway file for the protocol %s", protocol)
	}
	return refusals, nil
}

// gateways reads the built-in files, which never change, once.
var gateways = sync.OnceValues(func() (map[string][]contract.GatewayRefusal, error) {
	out := map[string][]contract.GatewayRefusal{}
	for _, name := range []string{"alibaba/gateway.yaml", "tencent/gateway.yaml"} {
		data, err := tree.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("%s%s: %w", Prefix, name, err)
		}
		top, err := document.Parse(Prefix+name, data)
		if err != nil {
			return nil, err
		}
		if out[top.Get("protocol").Text()], err = refusals(top); err != nil {
			return nil, err
		}
	}
	return out, nil
})

func refusals(top document.Node) ([]contract.GatewayRefusal, error) {
	sources, err := sourcesOf(top.Get("x-source"))
	if err != nil {
		return nil, err
	}
	var out []contract.GatewayRefusal
	for _, item := range top.Get("refusals").Items() {
		out = append(out, contract.GatewayRefusal{
			When: contract.GatewayFault(item.Get("when").Text()), Codes: item.Get("codes").Texts(),
			Seconds: item.Get("seconds").Whole(), Text: item.Get("text").Text(),
			Origin: contract.Origin{Sources: sources, Location: item.Location()},
		})
	}
	return out, nil
}
