package target_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/jarcoal/httpmock"
)

func TestAMistakenAddressSaysWhatToWrite(t *testing.T) {
	plain, secured := httptest.NewServer(http.NotFoundHandler()), httptest.NewTLSServer(http.NotFoundHandler())
	defer plain.Close()
	defer secured.Close()
	bare := strings.TrimPrefix(plain.URL, "http://")
	covered := strings.TrimPrefix(secured.URL, "https://")
	for _, row := range []struct{ name, address, says string }{
		{"TLS where there is none", "https://" + bare + "/a", "write http://" + bare + "/a"},
		{"no TLS where there is", "http://" + covered, "write https://" + covered},
		{"nobody's certificate", "https://" + covered, "SSL_CERT_FILE"},
		{"nothing is mistaken", "http://" + bare, ""},
		{"nobody listens", "http://127.0.0.1:1", ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			says := parse(t, row.address, nil).WrongAddress(t.Context(), "smartag")
			if !strings.Contains(says, row.says) || row.says == "" && says != "" || strings.Contains(says, "\n") {
				t.Errorf("it says %q, want %q in it", says, row.says)
			}
		})
	}
	if says := parse(t, "https://"+bare, httpmock.NewMockTransport()).WrongAddress(t.Context(), "smartag"); says != "" {
		t.Errorf("a network that a test replaces is dialled: %s", says)
	}
}
