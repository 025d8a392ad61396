package run

import (
	"context"
	"net/http"
	"net/url"
	"time"

	"github.com/plumbline/plumbline/specs/wire"
	"github.com/plumbline/plumbline/specs/wire/body"
	"github.com/plumbline/plumbline/suites/answer"
	"github.com/plumbline/plumbline/suites/target"
)

// fileRounds is how often a file is asked for that is not there yet: it may be written
// when its address has been given already.
const fileRounds = 3

// open gets the file whose address an answer gives at the path that its request names;
// none if the answer is no result or has no address there that can be opened.
func (s *Session) open(ctx context.Context, x *wire.Exchange) {
	a := answer.Read(x)
	if a.Class != answer.Success {
		return
	}
	spots := a.Occurrences(x.Request.Opens)
	if len(spots) != 1 || spots[0].Node == nil || spots[0].Node.Kind != body.String {
		return
	}
	address, err := url.Parse(spots[0].Node.Text)
	if err != nil || !target.Openable(address) {
		return
	}
	for round := range fileRounds {
		if round > 0 {
			wait(ctx, time.Second)
		}
		bounded, cancel := context.WithTimeout(ctx, s.options.Timeout)
		x.File = s.target.Open(bounded, address.String())
		cancel()
		if x.File.Failure != wire.Closed && x.File.Status != http.StatusNotFound || s.inProcess(x.Request.Operation) {
			return
		}
	}
}
