package specs

import (
	"fmt"
	"sync"

	"github.com/plumbline/plumbline/specs/contract"
	"github.com/plumbline/plumbline/specs/document"
)

// common is what a vendor's gateway.yaml says.
type common struct {
	refusals []contract.GatewayRefusal
	setUp    []contract.SetUpRefusal
}

// gateway gives what the common pages say of the gateway that serves a
// protocol. It is built in, also where the operations come from a folder.
func gateway(protocol string) (common, error) {
	all, err := gateways()
	if err != nil {
		return common{}, err
	}
	said, known := all[protocol]
	if !known {
		return common{}, fmt.Errorf("no gateway file for the protocol %s", protocol)
	}
	return said, nil
}

// gateways reads the built-in files, which never change, once.
var gateways = sync.OnceValues(func() (map[string]common, error) {
	out := map[string]common{}
	for _, name := range []string{"alibaba/gateway.yaml", "tencent/gateway.yaml"} {
		data, err := tree.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("%s%s: %w", Prefix, name, err)
		}
		top, err := document.Parse(Prefix+name, data)
		if err != nil {
			return nil, err
		}
		if out[top.Get("protocol").Text()], err = commonOf(top); err != nil {
			return nil, err
		}
	}
	return out, nil
})

func commonOf(top document.Node) (common, error) {
	sources, err := sourcesOf(top.Get("x-source"))
	if err != nil {
		return common{}, err
	}
	var out common
	for _, item := range top.Get("refusals").Items() {
		out.refusals = append(out.refusals, contract.GatewayRefusal{
			When: contract.GatewayFault(item.Get("when").Text()), Codes: item.Get("codes").Texts(),
			Seconds: item.Get("seconds").Whole(), Text: item.Get("text").Text(),
			Origin: contract.Origin{Sources: sources, Location: item.Location()},
		})
	}
	for _, item := range top.Get("setup").Items() {
		out.setUp = append(out.setUp, contract.SetUpRefusal{
			About: contract.SetUp(item.Get("about").Text()), Key: item.Get("key").Text(), Codes: item.Get("codes").Texts(),
			Origin: contract.Origin{Sources: sources, Location: item.Location()},
		})
	}
	return out, nil
}
