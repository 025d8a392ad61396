package run_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/plumbline/plumbline/fixtures/emulator"
	"github.com/plumbline/plumbline/suites/finding"
)

// blame says whose something is.
type blame string

const (
	nobodys blame = "nobody's"     // it passes: the target conforms
	worlds  blame = "the world's"  // nothing is decided that it stands before: error, status 3
	setUps  blame = "the set-up's" // one line says what to set, nothing more is sent: status 3
	targets blame = "the target's" // a requirement is broken: status 1
)

// environment is something between a run and a target, and whose fault it is.
type environment struct {
	name   string
	stands func(*http.Request) (*http.Response, error)
	at     when
	blame  blame
}

// environments is the table of all that was thought of.
func environments() map[string][]environment {
	dial := &net.OpError{Op: "dial", Err: errors.New("connection refused")}
	away := &net.OpError{Op: "dial", Err: errors.New("network is unreachable")}
	dns := &net.DNSError{Err: "no such host", Name: "cloud.example"}
	tls := errors.New("tls: failed to verify certificate: x509: certificate signed by unknown authority")
	alert := errors.New("remote error: tls: handshake failure")
	proxy := &net.OpError{Op: "proxyconnect", Err: errors.New("connection refused")}
	reset := errors.New("connection reset by peer")
	said := func(status int, code string) func(*http.Request) (*http.Response, error) {
		return text(status, `{"Code":"`+code+`","Message":"m","RequestId":"A"}`)
	}
	throttle := said(400, "Throttling.User")
	one := asking("SmartAGId=&")
	return map[string][]environment{
		"network": {
			{"nothing stands before it", nil, first(0), nobodys},
			{"nobody listens", broken(dial), always, worlds},
			{"nobody listens for a moment", broken(dial), first(3), nobodys},
			{"no network", broken(away), always, worlds},
			{"no network for three seconds", broken(away), from(9, 3*time.Second), nobodys},
			{"the name is unknown", broken(dns), always, worlds},
			{"the name is unknown once", broken(dns), first(1), nobodys},
			{"the name is unknown now and then", broken(dns), every(5), nobodys},
			{"resets", broken(reset), always, worlds},
			{"one reset", broken(reset), first(1), nobodys},
			{"five resets", broken(reset), first(5), nobodys},
			{"every third is reset", broken(reset), every(3), nobodys},
			{"everything is late", late, always, worlds},
			{"the first answer is late", late, first(1), nobodys},
			{"three answers are late", late, first(3), nobodys},
			{"every seventh is late", late, every(7), nobodys},
			{"every answer breaks off", cut, always, worlds},
			{"answers break off now and then", cut, every(6), nobodys},
			{"one request is always reset", broken(errors.New("EOF")), one, targets},
			{"one request is always late", late, one, targets},
			{"one answer always breaks off", cut, one, targets},
		},
		"proxy": {
			{"a proxy asks for a password", page(407), always, worlds},
			{"a proxy asks for a password once", page(407), first(1), nobodys},
			{"a proxy forbids it, on a page", page(403), always, worlds},
			{"a proxy forbids it once", page(403), first(1), nobodys},
			{"the proxy is down", broken(proxy), always, worlds},
			{"the proxy is down once", broken(proxy), first(1), nobodys},
			{"the proxy is down for two seconds", broken(proxy), from(20, 2*time.Second), nobodys},
			{"a portal shows a page", page(200), always, setUps},
			{"a portal shows a page once", page(200), first(1), nobodys},
			{"a portal shows a page in between", page(200), from(12, 2*time.Second), nobodys},
			{"a portal leads elsewhere", page(302, "Location", "/login"), always, setUps},
			{"a portal leads elsewhere now and then", page(307, "Location", "/login"), every(9), nobodys},
			{"another protocol is spoken", text(101, ""), always, worlds},
			{"another protocol is spoken at times", text(101, ""), every(7), nobodys},
			{"a redirect without a page", text(301, ""), every(9), nobodys},
			{"the target's answer at status 302", text(302, `{"RequestId":"A","SagStatistics":{"Statistics":[]}}`), always, targets},
			{"the target forbids it, without a page", text(403, `{"error":"forbidden"}`), always, targets},
		},
		"TLS": {
			{"a certificate of an unknown authority", broken(tls), always, worlds},
			{"an alert to everything", broken(alert), always, worlds},
			{"a handshake that fails once", broken(tls), first(1), nobodys},
			{"alerts now and then", broken(alert), every(8), nobodys},
			{"no TLS where TLS is spoken", text(400, "Client sent an HTTP request to an HTTPS server.\n"), always, setUps},
		},
		"gateway": {
			{"500 pages", page(500), always, worlds},
			{"one 500 page", page(500), first(1), nobodys},
			{"502 pages", page(502), always, worlds},
			{"one 502 page", page(502), first(1), nobodys},
			{"503 pages", page(503), always, worlds},
			{"one 503 page", page(503), first(1), nobodys},
			{"ten 503 pages", page(503), first(10), nobodys},
			{"every second is a 503 page", page(503), every(2), nobodys},
			{"503 pages that say when", page(503, "Retry-After", "3"), between(0, 2*time.Second), nobodys},
			{"503 pages that say never", page(503, "Retry-After", "86400"), always, worlds},
			{"504 pages", page(504), always, worlds},
			{"one 504 page", page(504), first(1), nobodys},
			{"520 pages now and then", page(520), every(4), nobodys},
			{"503 with an object that is not the vendor's", text(503, `{"error":"overloaded"}`), always, worlds},
			{"503 without a body", text(503, ""), always, worlds},
			{"nothing is found", page(404), always, setUps},
			{"nothing is allowed", page(405), always, setUps},
			{"POST is not implemented", page(501), posting, targets},
			{"POST meets a bad gateway", page(502), posting, targets},
			{"one request is always a 502 page", page(502), one, targets},
			{"one request is always a page", page(200), one, targets},
			{"the vendor's own 500", said(500, "InternalError"), always, targets},
		},
		"throttling": {
			{"throttled for ever", throttle, always, worlds},
			{"429 pages for ever", page(429), always, worlds},
			{"429 that says when", page(429, "Retry-After", "2"), from(5, time.Second), nobodys},
			{"429 that says never", page(429, "Retry-After", "86400"), always, worlds},
			{"429 by a code of another vendor's", text(429, `{"Code":"Slow.Down","Message":"m","RequestId":"A"}`), always, worlds},
			{"throttled at first", throttle, first(2), nobodys},
			{"throttled now and then", throttle, every(5), nobodys},
			{"throttled for two seconds", throttle, from(15, 2*time.Second), nobodys},
		},
		"account": {
			{"the key is unknown", said(404, "InvalidAccessKeyId.NotFound"), always, setUps},
			{"the secret is another", said(400, "SignatureDoesNotMatch"), always, setUps},
			{"the token has expired", said(400, "InvalidSecurityToken.Expired"), always, setUps},
			{"the key may not ask", said(403, "Forbidden.RAM"), always, setUps},
			{"the account is in arrears", said(400, "Account.Arrearage"), always, setUps},
			{"the region is not there", said(404, "InvalidRegionId.NotFound"), always, setUps},
			{"the instance is not there", said(404, "SAG.InstanceNoFound"), always, setUps},
			{"the action is not there", said(404, "InvalidAction.NotFound"), always, worlds},
			{"refused by a code of no document", said(400, "Sag.Gone"), always, targets},
		},
		"clock": {
			{"the clocks disagree", said(400, "InvalidTimeStamp.Expired"), always, setUps},
			{"a clock jumps for two seconds", said(400, "InvalidTimeStamp.Expired"), from(11, 2*time.Second), nobodys},
			{"every second is called stale", said(400, "InvalidTimeStamp.Expired"), every(2), nobodys},
			{"every third is called wrongly signed", said(400, "SignatureDoesNotMatch"), every(3), nobodys},
			{"every request is called wrongly signed from the twelfth on", said(400, "SignatureDoesNotMatch"), from(11, time.Hour), worlds},
			{"one request is always called wrongly signed, and others now and then", said(400, "SignatureDoesNotMatch"), func(n int, since time.Duration, r *http.Request) bool {
				return one(n, since, r) || n%9 == 8
			}, targets},
			{"one request is always called stale", said(400, "InvalidTimeStamp.Expired"), one, targets},
		},
		"restart": {
			{"of two seconds, at first", broken(dial), between(0, 2*time.Second), nobodys},
			{"of four seconds, with 502 pages", page(502), between(0, 4*time.Second), nobodys},
			{"of three seconds, after 7", broken(dial), from(7, 3*time.Second), nobodys},
			{"of three seconds, after 23, with resets", broken(reset), from(23, 3*time.Second), nobodys},
			{"of two seconds, after 31, in silence", late, from(31, 2*time.Second), nobodys},
			{"of three seconds, after 38, with 503 pages", page(503), from(38, 3*time.Second), nobodys},
			{"of one second, after 44, with cut answers", cut, from(44, time.Second), nobodys},
			{"that takes a minute", broken(dial), between(0, time.Minute), worlds},
			{"that takes a minute, after 20", page(502), from(20, time.Minute), worlds},
		},
		"one of several": {
			{"one product is throttled for ever", throttling(), saying("DescribeUser"), worlds},
			{"one product is throttled at times", throttling(), both(saying("DescribeUser"), every(3)), nobodys},
			{"one operation hangs", late, saying("GetStatisticData"), worlds},
			{"one product hangs", late, saying("DescribeUser"), worlds},
			{"one product is reset", broken(reset), saying("DescribeUser"), worlds},
			{"429 for ever, with one vendor's envelope", said(429, "Throttling.User"), always, worlds},
			{"429 for ever, with the other's", text(429, `{"Response":{"Error":{"Code":"RequestLimitExceeded","Message":"m"},"RequestId":"A"}}`), always, worlds},
			{"503 for ever, with one vendor's envelope", said(503, "ServiceUnavailable"), always, targets},
			{"a proxy asks one product for a password", page(407), saying("DescribeUser"), worlds},
			{"the account of one product is in arrears", said(400, "Account.Arrearage"), saying("DescribeUser"), setUps},
			{"the account of the other is in arrears", text(200, `{"Response":{"Error":{"Code":"ResourceUnavailable.InArrears","Message":"m"},"RequestId":"A"}}`), saying("Get"), setUps},
			{"the clock of one product is another", said(400, "InvalidTimeStamp.Expired"), saying("DescribeUser"), setUps},
			{"a device is not there", text(200, `{"Response":{"Error":{"Code":"ResourceNotFound","Message":"m"},"RequestId":"A"}}`), saying("Get"), setUps},
			{"every second answer is late", late, every(2), worlds},
			{"what is above 50 a second meets 503 pages", page(503), above(50), nobodys},
			{"what is above 15 a second meets 503 pages", page(503), above(15), nobodys},
			{"each fifth answer is a login page", page(200), chance(0.2, 1), nobodys},
			{"each fifth answer leads to a login page", page(302, "Location", "/login"), chance(0.2, 2), nobodys},
			{"each fifth answer is 502", page(502), chance(0.2, 3), nobodys},
			{"each twentieth answer is reset", broken(reset), chance(0.05, 4), nobodys},
			{"each twentieth answer is late", late, chance(0.05, 5), nobodys},
			{"each hundredth answer is cut", cut, chance(0.01, 6), nobodys},
		},
		"restart at random": restarts(dial, reset),
	}
}

// restarts are some, each at another moment, as long as seconds and with what is seen
// of one.
func restarts(dial, reset error) []environment {
	random := rand.New(rand.NewPCG(20, 8))
	shown := []func(*http.Request) (*http.Response, error){broken(dial), broken(reset), page(502), page(503), cut, late}
	out := make([]environment, 18)
	for i := range out {
		after, lasting := random.IntN(400), time.Duration(500+random.IntN(3500))*time.Millisecond
		out[i] = environment{fmt.Sprintf("of %s, after %d, %d", lasting, after, i), shown[i%len(shown)], from(after, lasting), nobodys}
	}
	return out
}

// mostIdle is how long a run may last after the last answer that was of any use.
const mostIdle = 30 * time.Second

func TestWhoseFaultAnEnvironmentIs(t *testing.T) {
	handler, err := emulator.New(emulator.Options{Operations: operations(t)})
	if err != nil {
		t.Fatal(err)
	}
	const flow = "smartag/DescribeUserFlowStatistics/"
	plan, several := plannedThen(t, flow+"SmartAGId", flow+"carrier"), plannedThen(t, flow, "mna/GetFlowStatistic/carrier", "mna/GetStatisticData/carrier")
	rows := 0
	for kind, all := range environments() {
		for _, row := range all {
			rows++
			t.Run(kind+"/"+row.name, func(t *testing.T) {
				asked := plan
				if kind == "one of several" || kind == "restart at random" {
					asked = several
				}
				came := around(t, handler, row.stands, row.at, asked, 10*time.Second)
				decided, lack := came.decided, came.lack
				t.Logf("%s, %s of them idle, %d foreign, %d cases, lack: %v", came.took, came.idle, came.foreign, len(decided), lack)
				if (lack != nil) != (row.blame == setUps) || lack != nil && strings.Contains(lack.Error(), "\n") {
					t.Errorf("a lack is seen: %v", lack)
				}
				if want := map[blame]int{nobodys: 0, targets: 1, worlds: 3}[row.blame]; lack == nil && status(decided) != want {
					t.Errorf("status %d, want %d", status(decided), want)
				}
				for _, d := range decided {
					if d.Outcome == finding.Fail && row.blame != targets || d.Outcome == finding.Error && row.blame != worlds {
						t.Errorf("%s is %s: %s%s", d.Case.ID, d.Outcome, d.Received, d.Reason)
					}
				}
				if came.idle > mostIdle {
					t.Errorf("it took %s, %s of them after the last answer of the target's own", came.took, came.idle)
				}
			})
		}
	}
	if rows < 60 {
		t.Errorf("%d environments", rows)
	}
}
