package run_test

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/plumbline/plumbline/suites/finding"
	"github.com/plumbline/plumbline/suites/run"
)

// moment is what a living target knows at one time.
type moment struct {
	online  int             // clients, of everybody
	traffic int             // of the month that runs
	away    map[string]bool // users without a client, who are left out
}

// living is a right target that lives: between any two requests clients connect and
// leave, counters grow, users come and go; and it has two replicas, of which one is
// some moments behind. What is over stays as it was.
type living struct {
	right  http.RoundTripper
	random *rand.Rand
	mu     sync.Mutex
	past   []moment
}

// behindBy is how many moments the older replica is behind.
const behindBy = 3

// next lives on, and gives what the replica knows that is asked now.
func (l *living) next() moment {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := moment{online: 3, away: map[string]bool{}}
	if n := len(l.past); n > 0 {
		before := l.past[n-1]
		now.online, now.traffic = before.online, before.traffic
		for name, away := range before.away {
			now.away[name] = away
		}
	}
	if l.random.IntN(4) == 0 {
		now.online = max(0, now.online+l.random.IntN(5)-2)
	}
	if l.random.IntN(3) == 0 {
		now.traffic += l.random.IntN(1 << 20)
	}
	if l.random.IntN(12) == 0 {
		name := []string{"doctest", "zhanlg"}[l.random.IntN(2)]
		now.away[name] = !now.away[name]
	}
	l.past = append(l.past, now)
	if l.random.IntN(2) == 0 {
		return l.past[max(0, len(l.past)-1-behindBy)]
	}
	return now
}

func (l *living) RoundTrip(r *http.Request) (*http.Response, error) {
	asked := r.URL.RawQuery
	if r.Body != nil {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		asked, r.Body = asked+"&"+string(body), io.NopCloser(bytes.NewReader(body))
	}
	response, err := l.right.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, err
	}
	month := regexp.MustCompile(`StatisticsDate=(\d+)`).FindStringSubmatch(asked)
	body = l.next().lives(body, month == nil || month[1] == time.Now().UTC().Format("200601"))
	response.Body, response.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	response.Header.Set("Content-Length", strconv.Itoa(len(body)))
	return response, nil
}

// lives writes what is known at a moment into an answer; running tells that it is
// about the month that runs.
func (m moment) lives(body []byte, running bool) []byte {
	add := func(field string, more int) {
		body = regexp.MustCompile(`(`+field+`"?[>:]"?)(\d+)`).ReplaceAllFunc(body, func(found []byte) []byte {
			at := bytes.LastIndexAny(found, `>:"`) + 1
			before, _ := strconv.Atoi(string(found[at:]))
			return fmt.Appendf(nil, "%s%d", found[:at], before+more)
		})
	}
	add("OnlineCount", m.online)
	if running {
		add("TotalBytes", m.traffic)
	}
	if !strings.Contains(string(body), "OnlineCount") {
		return body
	}
	for name, away := range m.away {
		if away {
			body = regexp.MustCompile(`\{"UserName":"`+name+`"[^{}]*\},?|<Statistics><UserName>`+name+`</UserName>.*?</Statistics>`).ReplaceAll(body, nil)
		}
	}
	return bytes.ReplaceAll(body, []byte("},]"), []byte("}]"))
}

func TestALivingTargetIsNeverCalledWrong(t *testing.T) {
	var count atomic.Int64
	right := served(t, &count)
	moved, asked := 0, 0
	for seed := range uint64(howMany(200, 12)) {
		tested := through(t, local, &living{right: right, random: rand.New(rand.NewPCG(seed, 3))})
		plan := planned(t, tested, []string{"smartag/DescribeUserOnlineClientStatistics", "smartag/DescribeUserFlowStatistics"}[seed%2])
		rand.New(rand.NewPCG(seed, 4)).Shuffle(len(plan.Cases), func(i, j int) { plan.Cases[i], plan.Cases[j] = plan.Cases[j], plan.Cases[i] })
		for _, d := range carried(t, run.Begin(tested, run.Options{Workers: 1 + int(seed%8)}), plan) {
			if d.Outcome == finding.Fail || d.Outcome == finding.Error {
				t.Errorf("seed %d: %s is %s: %s%s", seed, d.Case.ID, d.Outcome, d.Received, d.Reason)
			}
			if asked++; d.Findings[0].Kind == finding.DataChanges {
				moved++
			}
		}
	}
	t.Logf("%d cases, of which %d could not be told because the data moved", asked, moved)
	if moved == 0 {
		t.Error("nothing moved: the target does not live")
	}
}
