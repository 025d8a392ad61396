package target

import (
	"context"
	"net/http"
	"time"
)

// betweenLooks is how long a target that is coming up is let alone.
const betweenLooks = 200 * time.Millisecond

// Await waits until each address of the target answers a GET without arguments, with
// whatever status but those of a gateway whose server is not up (502, 503, 504), or until
// ctx ends. Reach says what is wrong with one that does not.
func (t *Target) Await(ctx context.Context) {
	asked := map[string]bool{}
	for _, p := range t.Products {
		address := p.Endpoint.URL
		for !p.InProcess && !asked[address] && !t.answers(ctx, address) {
			select {
			case <-ctx.Done():
				return
			case <-time.After(betweenLooks):
			}
		}
		asked[address] = true
	}
}

// answers tells whether there is an answer that is not a gateway's own.
func (t *Target) answers(ctx context.Context, address string) bool {
	bounded, cancel := context.WithTimeout(ctx, shakeHands)
	defer cancel()
	request, err := http.NewRequestWithContext(bounded, http.MethodGet, address, nil)
	if err != nil {
		return false
	}
	response, err := t.transport.RoundTrip(request)
	if err != nil {
		return false
	}
	response.Body.Close()
	switch response.StatusCode {
	case http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return false
	}
	return true
}
